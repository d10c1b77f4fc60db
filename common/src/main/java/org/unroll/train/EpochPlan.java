package org.unroll.train;

import org.unroll.errors.ConfigurationException;

/**
 * How an epoch is cut into rounds.
 *
 * @param windows of the training split
 * @param shards K
 * @param batchSize B, of each shard
 * @param averagingFrequency mini-batches in a round
 */
public record EpochPlan(long windows, int shards, int batchSize, int averagingFrequency) {

  public EpochPlan {
    if (windows < shards) {
      throw new ConfigurationException(
          "train.shards must be at most the number of training windows, "
              + windows
              + ", found "
              + shards);
    }
  }

  /** The first window of a shard; shard K begins behind the last window. */
  public long firstWindow(int shard) {
    return Math.floorDiv(Math.multiplyExact(windows, (long) shard), (long) shards);
  }

  /** The mini-batches of the largest shard. */
  public int steps() {
    long largestShard = (windows + shards - 1) / shards;
    return Math.toIntExact((largestShard + batchSize - 1) / batchSize);
  }

  /** The rounds of an epoch; the last may be shorter. */
  public int rounds() {
    return (steps() + averagingFrequency - 1) / averagingFrequency;
  }

  /** The mini-batches of the round that begins at a step. */
  public int roundLength(int firstStep) {
    return Math.min(averagingFrequency, steps() - firstStep);
  }
}
