package org.unroll.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Learns rules for subwords from how often words occur: again and again, the two neighbours that
 * occur most often become one.
 *
 * <p>Of pairs that occur equally often, the one whose left symbol is older comes first, and of
 * those with the same left symbol, the one whose right symbol is older. So the rules do not depend
 * on the order of the words, and are those of Hugging Face's trainer for the same words.
 */
public final class MergeTrainer {

  /** The most bytes of words that are learned from: some 300 MB of memory. */
  public static final int MOST_BYTES = 1 << 23;

  private final IntList bytes = new IntList();
  private final List<Long> counts = new ArrayList<>();

  public MergeTrainer() {
    bytes.add(PairOccurrences.BOUNDARY);
  }

  /**
   * Adds a word, unless there is no room for it any more.
   *
   * @param word as it is written; each only once
   * @param count how often it occurs, at least 1
   * @return whether it was added
   */
  public boolean add(String word, long count) {
    int[] symbols = ByteAlphabet.symbols(word);
    if (bytes.size() + symbols.length > MOST_BYTES) {
      return false;
    }
    for (int symbol : symbols) {
      bytes.add(symbol);
    }
    bytes.add(PairOccurrences.BOUNDARY);
    counts.add(count);
    return true;
  }

  /** A pair that may be merged next, if it still occurs that often. */
  private record Candidate(int pair, long key, long count) {

    static final Comparator<Candidate> ORDER =
        Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::key);
  }

  /**
   * Learns.
   *
   * @param most the most new subwords, besides the bytes
   * @param minCount how often a pair must occur to become one, at least 1
   */
  public Merges learn(int most, long minCount) {
    PairOccurrences occurrences =
        new PairOccurrences(bytes.toArray(), counts.stream().mapToLong(Long::longValue).toArray());
    PriorityQueue<Candidate> candidates = new PriorityQueue<>(Candidate.ORDER);
    for (int pair = 0; pair < occurrences.pairs().size(); pair++) {
      offer(candidates, occurrences, pair, minCount);
    }
    Merges.Builder merges = new Merges.Builder();
    IntList gained = new IntList();
    while (merges.symbols() < Merges.BYTES + most && !candidates.isEmpty()) {
      Candidate best = candidates.remove();
      int pair = best.pair();
      if (best.count() != occurrences.count(pair)) {
        // It lost occurrences to others since; those that gained some were offered anew.
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
    int last = PairNumbers.NONE;
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
