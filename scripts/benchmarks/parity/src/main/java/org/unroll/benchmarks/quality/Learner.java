package org.unroll.benchmarks.quality;

import org.unroll.task.language.TokenBatch;

/** A character model in training, as one library has it. */
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
   * Reads a mini-batch and learns nothing.
   *
   * @return the sum of -log p over its targets, in nats
   */
  double evaluate(TokenBatch batch);

  @Override
  void close();
}
