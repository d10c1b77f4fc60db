package org.unroll.task.tagging;

import org.unroll.math.Matrix;

/** A layer that chooses the tags of a batch of sentences from scores for each word and tag. */
sealed interface TagOutput permits CrfTagOutput, SoftmaxTagOutput {

  /**
   * Computes the loss.
   *
   * @param scores (T * B, K)
   * @param targets (T * B), the right tags up to the sentences' ends
   * @param lengths (B)
   * @return the sum of the losses, in nats
   */
  double forward(Matrix scores, int[] targets, int[] lengths);

  /**
   * Replaces the scores by their gradient, zero past the ends. Writes the gradients of the layer's
   * weights.
   *
   * @param scale the factor of the sum of losses in the loss
   */
  void backward(double scale, Matrix scores);

  /**
   * Chooses the tags.
   *
   * @param best (T * B), receives the tags up to the sentences' ends
   */
  void decode(Matrix scores, int[] lengths, int[] best);
}
