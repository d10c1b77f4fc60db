package org.unroll.nn.input;

import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;

/** An input layer: turns token ids into the vectors that a network reads. */
public sealed interface TokenInput permits Embedding, OneHotInput {

  /** Writes the vectors of the first {@code count} ids to {@code output}, (N, its width). */
  void forward(int count, int[] ids, Matrix output);

  /** Zeroes what the batch before left in the gradient. */
  void clearGradient();

  /**
   * Adds the first {@code count} rows of {@code dOutput}, (N, width), to the gradients of the ids'
   * vectors.
   */
  void backward(int count, int[] ids, Matrix dOutput);

  /** Adds the ranges that may differ from zero to those of {@code gradient}. */
  void addRanges(Gradient gradient);
}
