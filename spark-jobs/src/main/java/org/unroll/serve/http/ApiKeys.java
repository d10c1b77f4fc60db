package org.unroll.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of which a client must have one, if there are any. Their sums alone are kept. */
public final class ApiKeys {

  private static final String SCHEME = "Bearer ";

  private final List<byte[]> sums;

  /** The keys that are accepted; with none, everyone is let in. */
  public ApiKeys(List<String> keys) {
    this.sums = keys.stream().map(ApiKeys::sum).toList();
  }

  /** Whether there is no key. */
  public boolean isEmpty() {
    return sums.isEmpty();
  }

  /**
   * Checks the header {@code Authorization}.
   *
   * @throws ApiException if it has none of the keys
   */
  public void check(@Nullable String authorization) {
    if (isEmpty()) {
      return;
    }
    if (authorization == null) {
      throw refused("none");
    }
    if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused("another scheme");
    }
    byte[] given = sum(authorization.substring(SCHEME.length()).strip());
    boolean known = false;
    for (byte[] sum : sums) {
      known |= MessageDigest.isEqual(sum, given);
    }
    if (!known) {
      throw refused("another key");
    }
  }

  private static ApiException refused(String found) {
    return new ApiException(
        401,
        "Authorization",
        "invalid_api_key",
        "expected the header 'Authorization: Bearer KEY' with a key of this server, found "
            + found);
  }

  private static byte[] sum(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
