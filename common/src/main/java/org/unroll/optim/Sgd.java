package org.unroll.optim;

import org.unroll.errors.ConfigurationException;
import org.unroll.math.VectorMath;

/**
 * Stochastic gradient descent: {@code w <- w - rate g}. With momentum (Polyak 1964, in the form of
 * Sutskever et al. 2013 without look-ahead): {@code v <- momentum v + g, w <- w - rate v}.
 *
 * @param momentum in [0, 1)
 */
public record Sgd(double momentum) implements UpdateRule {

  public Sgd {
    if (!(momentum >= 0 && momentum < 1)) {
      throw new ConfigurationException(
          "train.sgd.momentum must be at least 0 and below 1, found " + momentum);
    }
  }

  @Override
  public int stateBlocks() {
    return momentum == 0 ? 0 : 1;
  }

  @Override
  public boolean restsAtZero() {
    return momentum == 0;
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
    if (momentum == 0) {
      VectorMath.axpy((float) -rate, gradient, 0, parameters, 0, size);
      return;
    }
    float[] velocity = state[0];
    VectorMath.axpby((float) momentum, 1, gradient, 0, velocity, offset, size);
    VectorMath.axpy((float) -rate, velocity, offset, parameters, 0, size);
  }
}
