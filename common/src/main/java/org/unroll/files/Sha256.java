package org.unroll.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 digests, in lower-case hexadecimal. */
public final class Sha256 {

  private static final int BUFFER_BYTES = 1 << 20;

  private Sha256() {}

  /** A stream that digests the bytes that it passes on. */
  public static final class Output extends DigestOutputStream {

    public Output(OutputStream out) {
      super(out, newDigest());
    }

    /** Returns the digest of the bytes written; the stream takes none afterwards. */
    public String hexDigest() {
      on(false);
      return hex(getMessageDigest().digest());
    }
  }

  /** A stream that digests the bytes that it reads. */
  public static final class Input extends DigestInputStream {

    public Input(InputStream in) {
      super(in, newDigest());
    }

    /** Reads on to the end; returns the digest of all bytes. */
    public String digestToEnd() throws IOException {
      transferTo(OutputStream.nullOutputStream());
      on(false);
      return hex(getMessageDigest().digest());
    }
  }

  /** Digests bytes. */
  public static String of(byte[] bytes) {
    return hex(newDigest().digest(bytes));
  }

  /** Digests the UTF-8 of a text. */
  public static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Digests a stream to its end; the stream stays open. */
  public static String of(InputStream stream) throws IOException {
    MessageDigest digest = newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return hex(digest.digest());
  }

  private static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
