package org.unroll.lines;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/** A strict decoder of lines, which also tells text from binary data. */
final class LineDecoder {

  /** A line with fewer control characters may be text, such as a log with colours. */
  private static final int MIN_CONTROLS = 8;

  /** A line of which a smaller part is control characters may be text. */
  private static final int MIN_CONTROL_RATIO = 10;

  private final Charset encoding;

  LineDecoder(Charset encoding) {
    this.encoding = encoding;
  }

  Charset encoding() {
    return encoding;
  }

  /** Returns the text of bytes, or null if they are not in the encoding. */
  @Nullable String decode(byte[] bytes, int start, int length) {
    String text = new String(bytes, start, length, encoding);
    boolean replaced = text.indexOf('\uFFFD') >= 0;
    return replaced && broken(bytes, start, length) < length ? null : text;
  }

  /** Returns the number of bytes before the first that cannot be decoded. */
  int broken(byte[] bytes, int start, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, start, length);
    CharBuffer out = CharBuffer.allocate(1 << 12);
    var decoder = encoding.newDecoder();
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result.isError() ? in.position() - start : length;
  }

  /**
   * Returns the index of the first character that shows text to be binary data; -1 if none does.
   */
  static int binary(String text) {
    int first = -1;
    int controls = 0;
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      if (character < ' ' || character >= 0x7f && character < 0xa0) {
        if (character == 0) {
          return index;
        }
        if (!isSpace(character)) {
          first = first < 0 ? index : first;
          controls++;
        }
      }
    }
    boolean many = controls >= MIN_CONTROLS && controls > text.length() / MIN_CONTROL_RATIO;
    return many ? first : -1;
  }

  private static boolean isSpace(char character) {
    return character >= '\t' && character <= '\r' || character == '\u0085';
  }

  /** Returns the encoding that the zeros among bytes suggest, if any. */
  static @Nullable String guess(byte[] bytes, int start, int length, long offset) {
    int[] zeros = new int[2];
    for (int index = 0; index < length; index++) {
      if (bytes[start + index] == 0) {
        zeros[(int) (offset + index & 1)]++;
      }
    }
    if (zeros[1] > length / 8 && zeros[0] == 0) {
      return "UTF-16LE";
    }
    return zeros[0] > length / 8 && zeros[1] == 0 ? "UTF-16BE" : null;
  }
}
