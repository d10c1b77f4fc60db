package org.unroll.train;

import java.util.Locale;
import org.unroll.errors.ConfigurationException;

/**
 * The division of an epoch into rounds.
 *
 * @param examples of the training split
 * @param shards K
 * @param batchSize B, of each shard
 * @param averagingFrequency mini-batches in a round
 */
public record EpochPlan(long examples, int shards, int batchSize, int averagingFrequency) {

  public EpochPlan {
    if (examples < shards) {
      throw new ConfigurationException(
          "train.shards must be at most the number of training examples, "
              + examples
              + ", found "
              + shards);
    }
  }

  /**
   * Refuses mini-batches that are larger than a shard: the gradient would be divided by streams
   * that do not exist.
   *
   * @throws ConfigurationException with both numbers
   */
  public void checkBatches() {
    long smallestShard = examples / shards;
    if (batchSize > smallestShard) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "train.batchSizePerWorker must be at most %d, the number of training examples in the smallest shard (%d examples, train.shards = %d), found %d",
              smallestShard,
              examples,
              shards,
              batchSize));
    }
  }

  /** The mini-batches of the largest shard. */
  public int steps() {
    long largestShard = (examples + shards - 1) / shards;
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
