package org.unroll.bzip2;

import java.io.IOException;
import java.util.Arrays;

/** A canonical prefix code, decoded by one look-up for all but its longest words. */
final class PrefixCode {

  static final int LONGEST = 20;
  static final int MOST_SYMBOLS = 258;

  private static final int LOOKUP_BITS = 10;
  private static final int LENGTH_BITS = 5;

  /** For each beginning of a word: symbol and length; 0 where the word is longer. */
  private final short[] lookup = new short[1 << LOOKUP_BITS];

  /** Of each length: the greatest word, as the highest of 20 bits; -1 if there is none. */
  private final int[] greatest = new int[LONGEST + 1];

  /** Of each length: what to add to a word to find its symbol in {@link #symbols}. */
  private final int[] offsets = new int[LONGEST + 1];

  /** By length, then by number. */
  private final short[] symbols = new short[MOST_SYMBOLS];

  /**
   * Takes on a code.
   *
   * @param lengths of the words of symbols {@code [0, count)}, 1 to 20 bits each
   */
  void set(byte[] lengths, int count) {
    Arrays.fill(lookup, (short) 0);
    int word = 0;
    int ordered = 0;
    for (int length = 1; length <= LONGEST; length++) {
      offsets[length] = ordered - word;
      int first = word;
      for (int symbol = 0; symbol < count; symbol++) {
        if (lengths[symbol] == length) {
          symbols[ordered++] = (short) symbol;
          enter(word++, length, symbol);
        }
      }
      greatest[length] = word == first ? -1 : word - 1;
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

  /** The next symbol; -1 if the next bits are no word of the code. */
  int decode(BitReader in) throws IOException {
    in.need(LONGEST);
    int entry = lookup[in.peek(LOOKUP_BITS)];
    if (entry != 0) {
      in.skip(entry & ((1 << LENGTH_BITS) - 1));
      return entry >>> LENGTH_BITS;
    }
    return decodeLong(in);
  }

  private int decodeLong(BitReader in) {
    for (int length = LOOKUP_BITS + 1; length <= LONGEST; length++) {
      int word = in.peek(length);
      if (word <= greatest[length]) {
        int index = word + offsets[length];
        if (index < 0 || index >= MOST_SYMBOLS) {
          return -1;
        }
        in.skip(length);
        return symbols[index];
      }
    }
    return -1;
  }
}
