package org.unroll.optim;

import org.unroll.errors.ConfigurationException;
import org.unroll.math.VectorMath;

/**
 * RMSProp (Tieleman and Hinton 2012): {@code s <- decay s + (1 - decay) g^2, w <- w - rate g /
 * (sqrt(s) + epsilon)}.
 *
 * @param decay in [0, 1)
 * @param epsilon above 0
 */
public record RmsProp(double decay, double epsilon) implements UpdateRule {

  public RmsProp {
    if (!(decay >= 0 && decay < 1)) {
      throw new ConfigurationException(
          "train.rmsprop.decay must be at least 0 and below 1, found " + decay);
    }
    if (!(epsilon > 0)) {
      throw new ConfigurationException("train.rmsprop.epsilon must be above 0, found " + epsilon);
    }
  }

  @Override
  public int stateBlocks() {
    return 1;
  }

  @Override
  public boolean restsAtZero() {
    return false; // the mean of the squares decays all the same
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
    VectorMath.blendSquares((float) decay, (float) (1 - decay), gradient, 0, squares, offset, size);
    VectorMath.addQuotients(
        (float) -rate, gradient, 0, squares, offset, 0, (float) epsilon, parameters, 0, size);
  }
}
