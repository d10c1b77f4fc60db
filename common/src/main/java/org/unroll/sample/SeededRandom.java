package org.unroll.sample;

import java.util.List;
import org.unroll.math.Seeds;

/** A repeatable sequence of random choices: the n-th choice of a seed is always the same. */
final class SeededRandom {

  private final long seed;
  private long count;

  SeededRandom(long seed) {
    this.seed = seed;
  }

  /** Returns an integer from 0 to {@code bound - 1}. */
  int nextInt(int bound) {
    return (int) (Seeds.uniform(seed, count++) * bound);
  }

  /** Returns an integer from {@code min} to {@code max}, both included. */
  int nextInt(int min, int max) {
    return min + nextInt(max - min + 1);
  }

  /** Returns true with a probability. */
  boolean nextBoolean(double probability) {
    return Seeds.uniform(seed, count++) < probability;
  }

  /** Returns one of the elements of a list. */
  <T> T choose(List<T> choices) {
    return choices.get(nextInt(choices.size()));
  }

  /** Returns one of several texts. */
  String chooseText(String... choices) {
    return choices[nextInt(choices.length)];
  }
}
