package org.unroll.train.round;

import org.unroll.task.language.LanguageMetrics;

/** Whoever trains the shards: executors of a cluster, or this thread. */
public interface RoundExecutor {

  /** K, the number of shards. */
  int shards();

  /** The cores that train shards at the same time. */
  int cores();

  /**
   * Hands out what all shards start a round with.
   *
   * @param start the parameters and optimiser state
   * @return the round, which is given back by closing it
   */
  Round begin(RoundInput start);

  /** Evaluates parameters on the validation split. */
  LanguageMetrics validate(float[] parameters);

  /** A round whose start has been handed out. */
  interface Round extends AutoCloseable {

    /**
     * Trains every shard.
     *
     * @param task which mini-batches
     * @param hiddenStates each shard's own state; an empty array stands for zeros
     */
    RoundResult train(RoundTask task, float[][] hiddenStates);

    @Override
    void close();
  }
}
