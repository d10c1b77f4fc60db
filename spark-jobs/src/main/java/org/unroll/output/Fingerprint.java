package org.unroll.output;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.unroll.dataset.Manifest;

/** What tells whether data would come out the same. */
public final class Fingerprint {

  private Fingerprint() {}

  /** A sha256 of the layout's version, each source's role, size and hash, and the configuration. */
  public static String of(int formatVersion, List<Manifest.Source> sources, Config configuration) {
    StringBuilder text = new StringBuilder("format ").append(formatVersion).append('\n');
    for (Manifest.Source source : sources) {
      text.append(source.role()).append(' ').append(source.size()).append(' ');
      text.append(source.sha256()).append('\n');
    }
    text.append(configuration.root().render(ConfigRenderOptions.concise()));
    return of(text.toString());
  }

  /** The sha256 of a text, in hexadecimal. */
  public static String of(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
