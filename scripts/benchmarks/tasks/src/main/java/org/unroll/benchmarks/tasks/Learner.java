package org.unroll.benchmarks.tasks;

/** A network in training, implemented with one library. */
interface Learner extends AutoCloseable {

  /** Returns to the initial parameters, with an optimiser that has taken no step. */
  void reset();

  /**
   * Trains one mini-batch.
   *
   * @param epochSeed decides the order of the examples of an epoch
   * @param step the mini-batch, counted from 0 in the epoch
   * @return the sum of the losses of its predictions, in nats
   */
  double train(long epochSeed, int step, double learningRate);

  /** Returns a copy of the parameters, in the order of the task's layout. */
  float[] parameters();

  /** Returns a copy of the gradient of the last mini-batch, in the order of the task's layout. */
  float[] gradient();

  @Override
  void close();
}
