package org.unroll.files;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.unroll.errors.BadDataException;

/** The text of files whose encoding is always UTF-8. */
final class Utf8 {

  private Utf8() {}

  /**
   * Decodes a whole file.
   *
   * @param file its name, for messages
   * @throws BadDataException at the first byte that is not part of UTF-8
   */
  static String decode(byte[] bytes, String file) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new BadDataException(
          file
              + String.format(
                  Locale.ROOT,
                  ": expected text in UTF-8, found the byte 0x%02x at byte %d",
                  in.get(in.position()),
                  in.position()));
    }
    return out.flip().toString();
  }
}
