package org.unroll.optim;

import org.unroll.errors.ConfigurationException;
import org.unroll.math.VectorMath;

/**
 * Adam (Kingma and Ba 2015): {@code m <- beta1 m + (1 - beta1) g, v <- beta2 v + (1 - beta2) g^2, w
 * <- w - rate (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)} in step t.
 *
 * @param beta1 in [0, 1)
 * @param beta2 in [0, 1)
 * @param epsilon above 0
 */
public record Adam(double beta1, double beta2, double epsilon) implements UpdateRule {

  public Adam {
    fraction("train.adam.beta1", beta1);
    fraction("train.adam.beta2", beta2);
    if (!(epsilon > 0)) {
      throw new ConfigurationException("train.adam.epsilon must be above 0, found " + epsilon);
    }
  }

  private static void fraction(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ConfigurationException(key + " must be at least 0 and below 1, found " + value);
    }
  }

  @Override
  public int stateBlocks() {
    return 2;
  }

  @Override
  public boolean restsAtZero() {
    return false; // the means move the parameters on
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
    float[] mean = state[0];
    float[] squares = state[1];
    VectorMath.axpby((float) beta1, (float) (1 - beta1), gradient, 0, mean, offset, size);
    VectorMath.blendSquares((float) beta2, (float) (1 - beta2), gradient, 0, squares, offset, size);
    // The root of the second correction is taken out of the quotient.
    double root = Math.sqrt(1 - StrictMath.pow(beta2, step));
    float scale = (float) (-rate * root / (1 - StrictMath.pow(beta1, step)));
    VectorMath.addQuotients(
        scale, mean, offset, squares, offset, 0, (float) (epsilon * root), parameters, 0, size);
  }
}
