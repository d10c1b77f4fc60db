package org.unroll.benchmarks.parity;

import org.unroll.task.language.TokenBatch;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;





/** Unroll's side of a comparison. */
interface Network extends AutoCloseable {

  /** Unroll's network for a subject, its parameters still to be set. */
  static Network of(Subject subject) {
    return switch (subject.direction()) {
      case FORWARD -> new CarryingNetwork(subject);
      case BIDIRECTIONAL -> new WindowNetwork(subject);
    };
  }

  Parameters parameters();

  /** What {@link #backward} leaves. */
  Gradient gradient();

  /**
   * The scores of all words, {@code (T, B, V)}: logits of a softmax, log-probabilities of an
   * adaptive one; zero where nothing is predicted.
   */
  float[] scores(TokenBatch batch);

  /** Computes the gradient and returns the loss, summed over T and B. */
  double backward(TokenBatch batch);

  @Override
  void close();
}
