package org.unroll.nn.output;

import org.unroll.math.Matrix;

/**
 * What turns the last hidden state of each step into a distribution over the vocabulary, together
 * with its loss {@code -log p(target)}. Rows without a target, such as padding, are left out.
 *
 * <p>A layer owns the values that backward needs of forward; {@link #scores} may be asked for
 * between the two, but not after {@link #backward}.
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

  /** Predictions of the last {@link #forward}. */
  int counted();

  /** Which row of the batch prediction {@code i} is for. */
  int row(int i);

  /** What the scores of prediction {@code i} lack to be log-probabilities. */
  double logSumExp(int i);

  /**
   * The scores of all words in prediction {@code i}, (V): {@code log p(w) = scores[w] -
   * logNormalizer}. Valid until the next call.
   */
  float[] scores(int i);

  /**
   * Backward of {@link #forward}. Writes the gradients of the layer's weights.
   *
   * @param scale what the sum of -log p is multiplied by
   * @param dHidden (R, H), receives the gradient; zero in rows without a target
   */
  void backward(double scale, Matrix dHidden);

  /** Frees memory off the heap. */
  @Override
  void close();
}
