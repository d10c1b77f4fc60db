package org.unroll.task.classification;

import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;

/** The part of a classifier that turns each example of a mini-batch into one vector of W values. */
public interface Encoder extends AutoCloseable {

  /**
   * Encodes examples as training does.
   *
   * @param examples at most B of them
   * @param dropoutSeed alone decides which connections are dropped
   * @return (B, W), the first rows in the order of the examples
   */
  Matrix forward(LabelledShard shard, int[] examples, long dropoutSeed);

  /** Encodes examples without dropout. */
  Matrix evaluate(LabelledShard shard, int[] examples);

  /** The output's gradient, which the caller sets before {@link #backward}, (B, W). */
  Matrix outputGradient();

  /** Computes the backward pass of {@link #forward}. Writes the gradients of the weights. */
  void backward();

  /**
   * Adds the ranges of the gradient that may differ from zero. The encoder's tensors are the first
   * of the block.
   */
  void addRanges(Gradient gradient);

  @Override
  void close();
}
