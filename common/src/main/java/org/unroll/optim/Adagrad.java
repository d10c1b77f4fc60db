package org.unroll.optim;

import org.unroll.errors.ConfigurationException;
import org.unroll.math.VectorMath;

/**
 * Adagrad (Duchi, Hazan and Singer 2011): {@code s <- s + g^2, w <- w - rate g / sqrt(s +
 * epsilon)}.
 *
 * @param epsilon above 0; it stands under the root, as min-char-rnn has it
 */
public record Adagrad(double epsilon) implements UpdateRule {

  public Adagrad {
    if (!(epsilon > 0)) {
      throw new ConfigurationException("train.adagrad.epsilon must be above 0, found " + epsilon);
    }
  }

  @Override
  public int stateBlocks() {
    return 1;
  }

  @Override
  public boolean restsAtZero() {
    return true;
  }

  @Override
  public void update(
      float[] gradient,
      float[] parameters,
      float[][] state,
      int offset,
      int size,
      double rate,
      long step) {
    float[] squares = state[0];
    VectorMath.blendSquares(1, 1, gradient, 0, squares, offset, size);
    VectorMath.addQuotients(
        (float) -rate, gradient, 0, squares, offset, (float) epsilon, 0, parameters, 0, size);
  }
}
