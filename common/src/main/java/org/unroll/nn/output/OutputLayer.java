package org.unroll.nn.output;

import org.unroll.math.Matrix;

/**
 * An output layer: turns the last hidden state of each step into a distribution over the
 * vocabulary, together with its loss {@code -log p(target)}. Rows without a target, such as
 * padding, are left out.
 *
 * <p>A layer keeps what backward needs of forward. {@link #scores} may be called between the two,
 * but not after {@link #backward}.
 */
public sealed interface OutputLayer extends AutoCloseable
    permits SoftmaxOutput, AdaptiveSoftmaxOutput {

  /** The target of a row that is not counted: no id, so that every id can be a target. */
  int NO_TARGET = -1;

  /**
   * Predicts all rows that have a target.
   *
   * @param hidden h, (R, H)
   * @param rowTargets (R), {@link #NO_TARGET} where there is none
   * @return the sum of -log p(target), in nats
   */
  double forward(Matrix hidden, int[] rowTargets);

  /** The number of predictions of the last {@link #forward}. */
  int counted();

  /** The row of the batch that prediction {@code i} is for. */
  int row(int i);

  /** The log-normaliser of prediction {@code i}: 0 where the scores are log-probabilities. */
  double logSumExp(int i);

  /**
   * The scores of all words in prediction {@code i}, (V): {@code log p(w) = scores[w] - logSumExp}.
   * Valid until the next call.
   */
  float[] scores(int i);

  /**
   * Computes the backward pass of {@link #forward}. Writes the gradients of the layer's weights.
   *
   * @param scale the factor of the sum of -log p in the loss
   * @param dHidden (R, H), receives the gradient; zero in rows without a target
   */
  void backward(double scale, Matrix dHidden);

  /** Frees memory off the heap. */
  @Override
  void close();
}
