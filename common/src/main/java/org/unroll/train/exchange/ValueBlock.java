package org.unroll.train.exchange;

import java.io.Serializable;

/** One value for each parameter, or for a slice of them, as a shard returns it from a round. */
public sealed interface ValueBlock extends Serializable permits Float32Block, Float16Block {

  /** The number of values. */
  int size();

  /** A copy of the values from {@code from} to {@code to}. */
  ValueBlock part(int from, int to);

  /**
   * Adds {@code weight} times each of the {@code size} values from {@code offset} on to {@code
   * sum}.
   */
  void addTo(double[] sum, long weight, int offset, int size);
}
