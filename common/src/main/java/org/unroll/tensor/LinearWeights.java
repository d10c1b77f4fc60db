package org.unroll.tensor;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;

/**
 * The weights of a linear map {@code y = W x + b} and their gradients: views of the model's blocks.
 *
 * @param weight W, (N, K)
 * @param bias b, (N)
 * @param dWeight (N, K)
 * @param dBias (N)
 */
public record LinearWeights(Matrix weight, FloatBuffer bias, Matrix dWeight, FloatBuffer dBias) {

  /** The views of the tensors {@code weight} and {@code bias}. */
  public static LinearWeights of(
      Parameters parameters, Gradient gradient, String weight, String bias) {
    return new LinearWeights(
        parameters.matrix(weight),
        parameters.view(bias),
        gradient.matrix(weight),
        gradient.view(bias));
  }

  /** Adds the first {@code count} values of the bias to {@code target}. */
  public void addBias(float[] target, int count) {
    for (int i = 0; i < count; i++) {
      target[i] += bias.get(i);
    }
  }
}
