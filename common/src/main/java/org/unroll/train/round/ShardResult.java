package org.unroll.train.round;

import java.io.Serializable;
import org.unroll.train.exchange.ValueBlock;

/** What a shard returns from a round. */
public final class ShardResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final ValueBlock[] blocks;
  private final ShardMetrics report;

  /**
   * A result.
   *
   * @param blocks what became of the parameters, then the blocks of the inner optimiser's state
   */
  public ShardResult(ValueBlock[] blocks, ShardMetrics report) {
    this.blocks = blocks;
    this.report = report;
  }

  /**
   * What became of the parameters in the shard's mini-batches, in layout order, then the blocks of
   * its optimiser's state, each of the same size: all that is averaged.
   */
  ValueBlock[] blocks() {
    return blocks;
  }

  /** The rest. */
  public ShardMetrics report() {
    return report;
  }

  /** The same of a task that had to wait for the parameters to start from. */
  public ShardResult afterFetching(double seconds) {
    return new ShardResult(
        blocks,
        new ShardMetrics(
            report.hiddenState(),
            report.tokens(),
            report.loss(),
            report.largestGradientNorm(),
            report.computeSeconds(),
            seconds));
  }
}
