package org.unroll.sample;

import java.util.List;
import org.unroll.math.Seeds;

/** Repeatable choices: the n-th of a seed is always the same. */
final class Draw {

  private final long seed;
  private long drawn;

  Draw(long seed) {
    this.seed = seed;
  }

  /** A whole number from 0, below {@code bound}. */
  int below(int bound) {
    return (int) (Seeds.uniform(seed, drawn++) * bound);
  }

  /** A whole number from {@code least} to {@code most}. */
  int between(int least, int most) {
    return least + below(most - least + 1);
  }

  boolean chance(double probability) {
    return Seeds.uniform(seed, drawn++) < probability;
  }

  <T> T from(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  @SafeVarargs
  final <T> T of(T... choices) {
    return choices[below(choices.length)];
  }
}
