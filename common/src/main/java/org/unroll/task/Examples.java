package org.unroll.task;

import java.io.Serializable;

/** The examples of one shard, in training order. */
public interface Examples extends Serializable {

  /** The number of examples, N. */
  int size();

  /** The mini-batches of an epoch with B examples side by side: ceil(N / B). */
  default int steps(int batchSize) {
    return (size() + batchSize - 1) / batchSize;
  }

  /**
   * The padding of an epoch with B examples side by side.
   *
   * @param seed decides on the order of the examples
   */
  default Padding padding(int batchSize, long seed) {
    return Padding.NONE;
  }
}
