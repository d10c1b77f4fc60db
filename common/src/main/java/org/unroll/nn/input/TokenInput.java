package org.unroll.nn.input;

import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;

/** What turns ids into the vectors that a network reads. */
public sealed interface TokenInput permits Embedding, OneHotInput {

  /** Writes the vector of each id to {@code output}, (N, its width). */
  void forward(int[] ids, Matrix output);

  /** Zeroes the gradient where the batch before left anything else. */
  void clearGradient();

  /** Adds the rows of {@code dOutput}, (N, width), to the gradients of what the ids stand for. */
  void backward(int[] ids, Matrix dOutput);

  /** Adds what has a gradient to the ranges of {@code gradient}. */
  void addRanges(Gradient gradient);
}
