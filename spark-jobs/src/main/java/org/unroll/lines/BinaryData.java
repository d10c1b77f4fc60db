package org.unroll.lines;

import org.jspecify.annotations.Nullable;

/** The signs that a line is no text, or in another encoding. */
final class BinaryData {

  /** A line with fewer control characters may be text, such as a log with colours. */
  private static final int MIN_CONTROLS = 8;

  /** A line of which a smaller part is control characters may be text. */
  private static final int MIN_CONTROL_RATIO = 10;

  private BinaryData() {}

  /**
   * Returns the index of the first character that shows text to be binary data; -1 if none does.
   */
  static int firstControl(String text) {
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
  static @Nullable String guessEncoding(byte[] bytes, int start, int length, long offset) {
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
