package org.unroll.task.score;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The n-grams of a sequence with the number of times each occurs. */
final class NGrams {

  private NGrams() {}

  /** Counts the n-grams of one order. */
  static <T> Map<List<T>, Integer> count(List<T> sequence, int order) {
    Map<List<T>, Integer> counts = new HashMap<>();
    for (int i = 0; i + order <= sequence.size(); i++) {
      counts.merge(List.copyOf(sequence.subList(i, i + order)), 1, Integer::sum);
    }
    return counts;
  }

  /** The number of n-grams of one bag that another has, too, each at most as often as there. */
  static <T> long matches(Map<List<T>, Integer> found, Map<List<T>, Integer> reference) {
    long matches = 0;
    for (Map.Entry<List<T>, Integer> entry : found.entrySet()) {
      matches += Math.min(entry.getValue(), reference.getOrDefault(entry.getKey(), 0));
    }
    return matches;
  }
}
