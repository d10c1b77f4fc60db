package org.unroll.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Words as chains of symbols, and for each pair of neighbours how often and where it occurs. S
 * stands for the bytes of all words, and one more for each and for their end; W for the words.
 *
 * <p>Neighbours that overlap, as in {@code aaa}, are counted each.
 */
final class PairOccurrences {

  /** In the place before a word, and behind the last one. */
  static final int BOUNDARY = -1;

  /** In the place of a symbol that was merged into the one before it. */
  private static final int MERGED = -2;

  /** (S). */
  private final int[] symbols;

  /** The place of the next symbol, and of the one before; (S). */
  private final int[] next;

  private final int[] previous;

  /** The word of each place, (S). */
  private final int[] words;

  /** How often each word occurs, (W). */
  private final long[] wordCounts;

  private final PairNumbers pairs = new PairNumbers();

  /** How often each pair occurs, by its number. */
  private long[] counts = new long[1 << 9];

  /** The places of its first symbols, by its number; some are outdated. */
  private final List<IntList> places = new ArrayList<>();

  /**
   * Counts the pairs of some words.
   *
   * @param bytes the symbols of all words, with a {@link #BOUNDARY} before each and behind the
   *     last; (S)
   * @param wordCounts how often each word occurs, (W)
   */
  PairOccurrences(int[] bytes, long[] wordCounts) {
    this.symbols = bytes;
    this.wordCounts = wordCounts;
    next = new int[bytes.length];
    previous = new int[bytes.length];
    words = new int[bytes.length];
    int word = -1;
    for (int place = 0; place + 1 < bytes.length; place++) {
      word += bytes[place] == BOUNDARY ? 1 : 0;
      words[place] = word;
      next[place] = place + 1;
      previous[place + 1] = place;
      gain(place);
    }
  }

  /** All pairs that ever occurred. */
  PairNumbers pairs() {
    return pairs;
  }

  /** How often a pair occurs. */
  long count(int pair) {
    return counts[pair];
  }

  /**
   * Makes one symbol of each occurrence of a pair, from left to right; afterwards its count is 0.
   *
   * @param gained takes the numbers of pairs that occur more often than before, some repeatedly
   */
  void merge(int pair, int product, IntList gained) {
    int left = pairs.left(pair);
    int right = pairs.right(pair);
    IntList occurrences = places.get(pair);
    occurrences.sort();
    for (int index = 0; index < occurrences.size(); index++) {
      int place = occurrences.get(index);
      if (symbols[place] == left && symbols[next[place]] == right) {
        int before = previous[place];
        lose(before);
        lose(next[place]);
        join(place, product);
        gained.add(gain(before));
        gained.add(gain(place));
      }
    }
    counts[pair] = 0;
    places.set(pair, new IntList());
  }

  private void join(int place, int product) {
    int second = next[place];
    symbols[place] = product;
    symbols[second] = MERGED;
    next[place] = next[second];
    previous[next[second]] = place;
  }

  /**
   * Counts the pair at a place; its number, or {@link PairNumbers#NONE} if a word begins or ends
   * there.
   */
  private int gain(int place) {
    int left = symbols[place];
    int right = symbols[next[place]];
    if (left == BOUNDARY || right == BOUNDARY) {
      return PairNumbers.NONE;
    }
    int pair = pairs.number(left, right);
    if (pair == places.size()) {
      places.add(new IntList());
      if (pair == counts.length) {
        counts = Arrays.copyOf(counts, 2 * pair);
      }
    }
    counts[pair] += wordCounts[words[place]];
    places.get(pair).add(place);
    return pair;
  }

  /** Counts the pair at a place no more. */
  private void lose(int place) {
    int left = symbols[place];
    int right = symbols[next[place]];
    if (left != BOUNDARY && right != BOUNDARY) {
      counts[pairs.find(left, right)] -= wordCounts[words[place]];
    }
  }
}
