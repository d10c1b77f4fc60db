package org.unroll.bzip2;

import java.io.IOException;
import java.util.Arrays;

/**
 * A canonical prefix code. All but the longest code words are decoded by a single table look-up.
 */
final class PrefixCode {

  static final int MAX_LENGTH = 20;
  static final int MAX_SYMBOLS = 258;

  private static final int LOOKUP_BITS = 10;
  private static final int LENGTH_BITS = 5;

  /** The symbol and length of the code word that starts with each sequence of bits; 0 if longer. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** The maximum code word of each length; -1 if there is none. */
  private final int[] maxWords = new int[MAX_LENGTH + 1];

  /**
   * By length, the difference between the index of a symbol in {@link #symbols} and its code word.
   */
  private final int[] offsets = new int[MAX_LENGTH + 1];

  /** The symbols, by the length of their code words, then by number. */
  private final short[] symbols = new short[MAX_SYMBOLS];

  /**
   * Sets the code.
   *
   * @param lengths the lengths of the code words of symbols {@code [0, count)}, 1 to 20 bits each
   */
  void set(byte[] lengths, int count) {
    Arrays.fill(lookup, (short) 0);
    int word = 0;
    int ordered = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      offsets[length] = ordered - word;
      int first = word;
      for (int symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] == length) {
          symbols[ordered++] = (short) symbol;
          enter(word++, length, symbol);
        }
      }
      maxWords[length] = word == first ? -1 : word - 1;
      word <<= 1;
    }
  }

  private void enter(int word, int length, int symbol) {
    if (length <= LOOKUP_BITS) {
      int free = LOOKUP_BITS - length;
      int from = Math.min(lookup.length, word << free);
      int to = Math.min(lookup.length, (word + 1) << free);
      Arrays.fill(lookup, from, to, (short) (symbol << LENGTH_BITS | length));
    }
  }

  /** Reads the next symbol; returns -1 if the next bits are not a code word. */
  int decode(BitReader in) throws IOException {
    in.need(MAX_LENGTH);
    int entry = lookup[in.peek(LOOKUP_BITS)];
    if (entry != 0) {
      in.skip(entry & ((1 << LENGTH_BITS) - 1));
      return entry >>> LENGTH_BITS;
    }
    return decodeLong(in);
  }

  private int decodeLong(BitReader in) {
    for (int length = LOOKUP_BITS + 1; length <= MAX_LENGTH; length++) {
      int word = in.peek(length);
      if (word <= maxWords[length]) {
        int index = word + offsets[length];
        if (index < 0 || index >= MAX_SYMBOLS) {
          return -1;
        }
        in.skip(length);
        return symbols[index];
      }
    }
    return -1;
  }
}
