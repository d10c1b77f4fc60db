package org.unroll.train.exchange;

import java.io.Serializable;

/** Values that a shard returns from a round, as many as the model has parameters, or a part. */
public sealed interface ValueBlock extends Serializable permits Float32Block, Float16Block {

  /** The number of values. */
  int size();

  /** The values from one bound to the next, as a block of their own. */
  ValueBlock part(int from, int to);

  /**
   * Adds {@code weight} times each of the {@code size} values from {@code offset} on to {@code
   * sum}.
   */
  void addTo(double[] sum, long weight, int offset, int size);
}
