package org.unroll.optim;

import java.nio.FloatBuffer;
import org.unroll.nn.Gradient;
import org.unroll.nn.ParameterLayout;
import org.unroll.nn.Parameters;

/** Stochastic gradient descent: {@code w <- w - rate * min(1, clipNorm / |g|) * g}. */
final class Sgd implements Optimizer {

  private final ParameterLayout layout;
  private final double clipNorm;

  Sgd(ParameterLayout layout, double clipNorm) {
    this.layout = layout;
    this.clipNorm = clipNorm;
  }

  @Override
  public int stateBlocks() {
    return 0;
  }

  @Override
  public double step(Parameters parameters, Gradient gradient, double learningRate) {
    if (parameters.size() != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " parameters, found " + parameters.size());
    }
    FloatBuffer g = gradient.buffer();
    double squares = 0;
    for (int range = 0; range < gradient.ranges(); range++) {
      for (int i = gradient.start(range); i < gradient.end(range); i++) {
        squares += (double) g.get(i) * g.get(i);
      }
    }
    double norm = Math.sqrt(squares);
    if (!Double.isFinite(norm)) {
      return norm;
    }
    FloatBuffer w = parameters.buffer();
    float step = (float) (learningRate * (norm > clipNorm ? clipNorm / norm : 1));
    for (int range = 0; range < gradient.ranges(); range++) {
      for (int i = gradient.start(range); i < gradient.end(range); i++) {
        w.put(i, w.get(i) - step * g.get(i));
      }
    }
    parameters.changed();
    return norm;
  }

  @Override
  public void setState(float[][] blocks) {}

  @Override
  public void copyStateTo(float[][] blocks) {}
}
