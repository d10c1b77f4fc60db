package org.unroll.nn.forward;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;
import org.unroll.math.SharedWeights;

/**
 * A linear map {@code y = W x + b}, ready for use by any number of threads.
 *
 * @param weights W, (N, K)
 * @param bias b, (N)
 */
public record PackedLinear(SharedWeights weights, float[] bias) implements AutoCloseable {

  /** Packs weight, (N, K), and bias, (N). */
  public static PackedLinear of(Matrix weight, FloatBuffer bias) {
    float[] copy = new float[weight.rows()];
    bias.get(0, copy);
    return new PackedLinear(new SharedWeights(weight), copy);
  }

  /** A map without a bias. */
  public static PackedLinear of(Matrix weight) {
    return new PackedLinear(new SharedWeights(weight), new float[weight.rows()]);
  }

  /** Writes {@code y}, (rows, N), for {@code x}, (rows, K); both with a stride of their own. */
  public void apply(
      int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(bias, 0, y, yOffset + row * yStride, bias.length);
    }
    weights.multiplyAdd(rows, x, xOffset, xStride, y, yOffset, yStride);
  }

  /** The bytes of the weights. */
  public long bytes() {
    return weights.bytes() + (long) bias.length * Float.BYTES;
  }

  @Override
  public void close() {
    weights.close();
  }
}
