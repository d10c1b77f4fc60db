package org.unroll.benchmarks.quality;

import org.unroll.task.language.TokenBatch;



/** A character model in training, implemented with one library. */
interface Learner extends AutoCloseable {

  /** Makes the next batch begin with a state of zeros. */
  void clearState();

  /**
   * Trains one mini-batch.
   *
   * @return the sum of -log p over its targets, in nats
   */
  double train(TokenBatch batch, double learningRate);

  /**
   * Evaluates one mini-batch without training.
   *
   * @return the sum of -log p over its targets, in nats
   */
  double evaluate(TokenBatch batch);

  @Override
  void close();
}
