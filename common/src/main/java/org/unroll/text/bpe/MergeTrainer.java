package org.unroll.text.bpe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The training algorithm of byte-pair encoding: starting from the counts of words, it repeatedly
 * merges the most frequent pair of adjacent symbols.
 *
 * <p>Ties go to the pair whose left symbol is older, then to the one whose right symbol is older.
 * The merges thus do not depend on the order of the words, and equal those of Hugging Face's
 * trainer for the same words.
 */
public final class MergeTrainer {

  /** The maximum number of bytes of all words, which need some 300 MB of memory. */
  public static final int MAX_BYTES = 1 << 23;

  private final IntList bytes = new IntList();
  private final List<Long> counts = new ArrayList<>();

  public MergeTrainer() {
    bytes.add(PairOccurrences.BOUNDARY);
  }

  /**
   * Adds a word, if there is room for it.
   *
   * @param word the word as written; each word must be added only once
   * @param count the number of its occurrences, at least 1
   * @return whether the word was added
   */
  public boolean add(String word, long count) {
    int[] symbols = ByteAlphabet.symbols(word);
    if (bytes.size() + symbols.length > MAX_BYTES) {
      return false;
    }
    for (int symbol : symbols) {
      bytes.add(symbol);
    }
    bytes.add(PairOccurrences.BOUNDARY);
    counts.add(count);
    return true;
  }

  /** A pair that may be merged next, if its count is still the same. */
  private record Candidate(int pair, long key, long count) {

    static final Comparator<Candidate> ORDER =
        Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::key);
  }

  /**
   * Learns merges from the words added so far.
   *
   * @param maxSubwords the maximum number of subwords, besides the bytes
   * @param minCount the minimum number of occurrences of a pair that is merged, at least 1
   */
  public Merges learn(int maxSubwords, long minCount) {
    PairOccurrences occurrences =
        new PairOccurrences(bytes.toArray(), counts.stream().mapToLong(Long::longValue).toArray());
    PriorityQueue<Candidate> candidates = new PriorityQueue<>(Candidate.ORDER);
    for (int pair = 0; pair < occurrences.pairs().size(); pair++) {
      offer(candidates, occurrences, pair, minCount);
    }
    Merges.Builder merges = new Merges.Builder();
    IntList gained = new IntList();
    while (merges.symbolCount() < Merges.BYTES + maxSubwords && !candidates.isEmpty()) {
      Candidate best = candidates.remove();
      int pair = best.pair();
      if (best.count() != occurrences.count(pair)) {
        // Other merges took some of its occurrences; pairs that gained some were offered again.
        offer(candidates, occurrences, pair, minCount);
        continue;
      }
      int product = merges.add(occurrences.pairs().left(pair), occurrences.pairs().right(pair));
      gained.clear();
      occurrences.merge(pair, product, gained);
      offerEach(gained, candidates, occurrences, minCount);
    }
    return merges.build();
  }

  private static void offerEach(
      IntList pairs,
      PriorityQueue<Candidate> candidates,
      PairOccurrences occurrences,
      long minCount) {
    pairs.sort();
    int last = PairTable.NONE;
    for (int index = 0; index < pairs.size(); index++) {
      int pair = pairs.get(index);
      if (pair != last) {
        offer(candidates, occurrences, pair, minCount);
        last = pair;
      }
    }
  }

  private static void offer(
      PriorityQueue<Candidate> candidates, PairOccurrences occurrences, int pair, long minCount) {
    long count = occurrences.count(pair);
    if (count >= minCount) {
      candidates.add(new Candidate(pair, occurrences.pairs().key(pair), count));
    }
  }
}
