package org.unroll.text.bpe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a training text as linked lists of symbols, with the count and the positions of each
 * pair of adjacent symbols. S is the number of bytes of all words plus that of the boundaries
 * between them; W is the number of words.
 *
 * <p>Overlapping pairs, as in {@code aaa}, are all counted.
 */
final class PairOccurrences {

  /** Marks the position before each word and after the last one. */
  static final int BOUNDARY = -1;

  /** Replaces a symbol that was merged into the one before it. */
  private static final int MERGED = -2;

  /** (S). */
  private final int[] symbols;

  /** The positions of the next and of the previous symbol, (S). */
  private final int[] next;

  private final int[] previous;

  /** The word at each position, (S). */
  private final int[] words;

  /** The count of each word, (W). */
  private final long[] wordCounts;

  private final PairTable pairs = new PairTable();

  /** The count of each pair, by its number. */
  private long[] counts = new long[1 << 9];

  /** The positions of each pair's left symbols, by its number; some are outdated. */
  private final List<IntList> positions = new ArrayList<>();

  /**
   * Counts the pairs of adjacent symbols.
   *
   * @param bytes the symbols of all words, with a {@link #BOUNDARY} before each and after the last,
   *     (S)
   * @param wordCounts the count of each word, (W)
   */
  PairOccurrences(int[] bytes, long[] wordCounts) {
    this.symbols = bytes;
    this.wordCounts = wordCounts;
    next = new int[bytes.length];
    previous = new int[bytes.length];
    words = new int[bytes.length];
    int word = -1;
    for (int position = 0; position + 1 < bytes.length; position++) {
      word += bytes[position] == BOUNDARY ? 1 : 0;
      words[position] = word;
      next[position] = position + 1;
      previous[position + 1] = position;
      gain(position);
    }
  }

  /** Returns all pairs that occurred at any time. */
  PairTable pairs() {
    return pairs;
  }

  /** Returns the count of a pair. */
  long count(int pair) {
    return counts[pair];
  }

  /**
   * Replaces each occurrence of a pair by one symbol, from left to right; its count is 0
   * afterwards.
   *
   * @param gained receives the numbers of pairs whose counts have increased, some repeatedly
   */
  void merge(int pair, int product, IntList gained) {
    int left = pairs.left(pair);
    int right = pairs.right(pair);
    IntList occurrences = positions.get(pair);
    occurrences.sort();
    for (int index = 0; index < occurrences.size(); index++) {
      int position = occurrences.get(index);
      if (symbols[position] == left && symbols[next[position]] == right) {
        int before = previous[position];
        lose(before);
        lose(next[position]);
        join(position, product);
        gained.add(gain(before));
        gained.add(gain(position));
      }
    }
    counts[pair] = 0;
    positions.set(pair, new IntList());
  }

  private void join(int position, int product) {
    int second = next[position];
    symbols[position] = product;
    symbols[second] = MERGED;
    next[position] = next[second];
    previous[next[second]] = position;
  }

  /**
   * Adds the pair at a position to the counts; returns its number, or {@link PairTable#NONE} at a
   * boundary.
   */
  private int gain(int position) {
    int left = symbols[position];
    int right = symbols[next[position]];
    if (left == BOUNDARY || right == BOUNDARY) {
      return PairTable.NONE;
    }
    int pair = pairs.add(left, right);
    if (pair == positions.size()) {
      positions.add(new IntList());
      if (pair == counts.length) {
        counts = Arrays.copyOf(counts, 2 * pair);
      }
    }
    counts[pair] += wordCounts[words[position]];
    positions.get(pair).add(position);
    return pair;
  }

  /** Removes the pair at a position from the counts. */
  private void lose(int position) {
    int left = symbols[position];
    int right = symbols[next[position]];
    if (left != BOUNDARY && right != BOUNDARY) {
      counts[pairs.find(left, right)] -= wordCounts[words[position]];
    }
  }
}
