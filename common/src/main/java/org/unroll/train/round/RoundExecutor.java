package org.unroll.train.round;

import org.unroll.task.Metrics;

/** The trainer of all shards: a cluster's executors, or the calling thread. */
public interface RoundExecutor {

  /** K, the number of shards. */
  int shards();

  /** The number of cores that train shards at the same time. */
  int cores();

  /**
   * Hands out what all shards start a round with.
   *
   * @param input the parameters and optimiser state
   * @return the round, to be closed by the caller
   */
  Round begin(RoundInput input);

  /** Evaluates parameters on the validation split. */
  Metrics validate(float[] parameters);

  /** A round whose input has been handed out. */
  interface Round extends AutoCloseable {

    /**
     * Trains every shard.
     *
     * @param steps the mini-batches of the round
     * @param carriedStates each shard's own state; an empty array stands for zeros
     */
    RoundResult train(RoundSteps steps, float[][] carriedStates);

    @Override
    void close();
  }
}
