package org.unroll.train;

import java.io.Serializable;

/** What a shard returns from a round. */
public final class LocalResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Block[] blocks;
  private final ShardReport report;

  /**
   * A result.
   *
   * @param blocks what became of the parameters, then the blocks of the inner optimiser's state
   */
  LocalResult(Block[] blocks, ShardReport report) {
    this.blocks = blocks;
    this.report = report;
  }

  /**
   * What became of the parameters in the shard's mini-batches, in layout order, then the blocks of
   * its optimiser's state, each of the same size: all that is averaged.
   */
  Block[] blocks() {
    return blocks;
  }

  /** The rest. */
  public ShardReport report() {
    return report;
  }

  /** The same of a task that had to wait for the parameters to start from. */
  public LocalResult afterFetching(double seconds) {
    return new LocalResult(
        blocks,
        new ShardReport(
            report.hiddenState(),
            report.tokens(),
            report.loss(),
            report.largestGradientNorm(),
            report.computeSeconds(),
            seconds));
  }
}
