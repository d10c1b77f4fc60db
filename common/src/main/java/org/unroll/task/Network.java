package org.unroll.task;

import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;

/**
 * A model with the workspace to train and evaluate it on mini-batches of B examples.
 *
 * <p>Some networks carry a state from one mini-batch to the next, as a language model does along
 * its text; for the others the state has size 0. Not for use by several threads at once.
 *
 * @param <E> the examples it learns from
 */
public interface Network<E extends Examples> extends AutoCloseable {

  /** B, the examples of a mini-batch. */
  int batchSize();

  /** The values that the optimiser updates. */
  Parameters parameters();

  /** The gradient that {@link #backward} computes. */
  Gradient gradient();

  /**
   * Computes the loss of a mini-batch and its gradient, with dropout. The gradient is that of the
   * sum of the losses, divided by B.
   *
   * @param epochSeed the only source of randomness in an epoch: the order of the examples depends
   *     on it where a task shuffles them, and which connections are dropped on {@link
   *     org.unroll.math.Seeds#at Seeds.at(epochSeed, step)}
   * @param step the mini-batch, counted from 0 in the epoch, below {@code examples.steps(B)}
   * @return the sum of the losses of its predictions, in nats
   */
  double backward(E examples, long epochSeed, int step);

  /** The number of predictions in the last mini-batch given to {@link #backward}. */
  long predictions();

  /** Evaluates the parameters on all examples, from a zero state and without dropout. */
  Metrics evaluate(E examples);

  /** The number of values in the carried state. */
  default int stateSize() {
    return 0;
  }

  /** Sets the carried state to zeros. */
  default void clearState() {}

  /** Replaces the carried state, {@link #stateSize} values. */
  default void setState(float[] state) {}

  /** Copies the carried state, {@link #stateSize} values. */
  default void copyStateTo(float[] state) {}

  /** Frees the memory off the heap. */
  @Override
  void close();
}
