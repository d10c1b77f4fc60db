package org.unroll.lines;

import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.unroll.dump.Dump.Damage;
import org.unroll.errors.ConfigurationException;

/** The format of text files: their encoding, and the treatment of lines that are not in it. */
public final class TextFormat implements Serializable {

  private static final long serialVersionUID = 1L;

  /** UTF-8, in which every line must be. */
  public static final TextFormat UTF_8 = new TextFormat(StandardCharsets.UTF_8, Damage.REFUSE);

  private final String encoding;
  private final Damage damage;

  private TextFormat(Charset encoding, Damage damage) {
    this.encoding = encoding.name();
    this.damage = damage;
  }

  /**
   * Returns a format.
   *
   * @param encoding the name of the encoding of files without a byte order mark
   * @param damage whether lines that are not in the encoding are skipped
   * @throws ConfigurationException if the encoding is unknown, or does not tell where a line ends
   */
  public static TextFormat of(String encoding, Damage damage) {
    return new TextFormat(charset(encoding), damage);
  }

  private static Charset charset(String name) {
    Charset charset;
    try {
      charset = Charset.forName(name.strip());
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "expected the name of an encoding, such as UTF-8, UTF-16LE, ISO-8859-1, windows-1252 or"
              + " Shift_JIS, found '"
              + name
              + "'",
          e);
    }
    // Without a mark, these are big-endian.
    if (charset.equals(StandardCharsets.UTF_16)) {
      return StandardCharsets.UTF_16BE;
    }
    if (!hasEndsOfLines(charset)) {
      throw new ConfigurationException(
          "expected an encoding in which files can be cut into lines, found "
              + charset
              + "; convert the files to UTF-8");
    }
    return charset;
  }

  private static boolean hasEndsOfLines(Charset charset) {
    if (!charset.canEncode()) {
      return false;
    }
    byte[] one = "\n".getBytes(charset);
    byte[] two = "\n\n".getBytes(charset);
    return Arrays.equals(one, Arrays.copyOf(two, one.length))
        && two.length == 2 * one.length
        && "\r".getBytes(charset).length == one.length;
  }

  /** Returns the encoding of files without a byte order mark. */
  Charset encoding() {
    return Charset.forName(encoding);
  }

  /** Returns the name of the encoding. */
  public String encodingName() {
    return encoding;
  }

  public Damage damage() {
    return damage;
  }
}
