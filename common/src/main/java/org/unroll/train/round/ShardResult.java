package org.unroll.train.round;

import java.io.Serializable;
import org.unroll.train.exchange.ValueBlock;

/** The result of a round of one shard. */
public final class ShardResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ValueBlock[] blocks;
  private final ShardMetrics metrics;

  /**
   * A result.
   *
   * @param blocks the encoded parameters, then the blocks of the inner optimiser's state
   */
  public ShardResult(ValueBlock[] blocks, ShardMetrics metrics) {
    this.blocks = blocks;
    this.metrics = metrics;
  }

  /**
   * All that is averaged: the encoded parameters after the shard's mini-batches, in layout order,
   * then the blocks of its optimiser's state, each of the same size.
   */
  ValueBlock[] blocks() {
    return blocks;
  }

  /** Everything else. */
  public ShardMetrics metrics() {
    return metrics;
  }

  /** The same result of a shard that had to wait for the round's input. */
  public ShardResult withFetchSeconds(double seconds) {
    return new ShardResult(blocks, metrics.withFetchSeconds(seconds));
  }
}
