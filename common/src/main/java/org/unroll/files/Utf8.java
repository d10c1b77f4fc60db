package org.unroll.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.unroll.errors.BadDataException;

/** The text of files whose encoding is always UTF-8. */
final class Utf8 {

  private static final StrictDecoder DECODER = new StrictDecoder(StandardCharsets.UTF_8);

  private Utf8() {}

  /**
   * Decodes a whole file.
   *
   * @param file its name, for messages
   * @throws BadDataException at the first byte that is not part of UTF-8
   */
  static String decode(byte[] bytes, String file) {
    String text = DECODER.decode(bytes, 0, bytes.length);
    if (text == null) {
      int place = DECODER.decodable(bytes, 0, bytes.length);
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected text in UTF-8, found the byte 0x%02x at byte %d",
              file,
              bytes[place],
              place));
    }
    return text;
  }
}
