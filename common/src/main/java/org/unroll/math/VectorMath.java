package org.unroll.math;

import java.util.Objects;
import org.unroll.math.internal.CellKernels;
import org.unroll.math.internal.Kernels;

/**
 * Element-wise functions of ranges of arrays. Each method checks the ranges and calls a kernel on
 * the Vector API or, in a JVM without it, a plain loop.
 *
 * <p>The range of {@code x} begins at {@code xOffset}. Outputs must not overlap inputs unless the
 * method permits it. The error of the elementary functions is a few units in the last place.
 */
public final class VectorMath {

  private static final Kernels KERNELS = Kernels.preferred();
  private static final CellKernels CELL_KERNELS = CellKernels.preferred();

  private VectorMath() {}

  /** Computes {@code y = 1 / (1 + e^-x)}. */
  public static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.sigmoid(x, xOffset, y, yOffset, size);
  }

  /** Computes {@code y = tanh x}. */
  public static void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.tanh(x, xOffset, y, yOffset, size);
  }

  /**
   * Computes {@code y = scale * e^(x - shift)}, the exponent clamped to [-87, 88]. {@code x} and
   * {@code y} may be the same range.
   *
   * @return the sum of y
   */
  public static double exp(
      float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    return KERNELS.exp(x, xOffset, shift, scale, y, yOffset, size);
  }

  /** Returns the maximum: NaN if any value is NaN, negative infinity if {@code size} is 0. */
  public static float max(float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    return KERNELS.max(x, xOffset, size);
  }

  /**
   * Returns the sum of the products {@code x y}. The partial sums are floats, so the error is that
   * of a float for up to some thousand values.
   */
  public static double dot(float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    return KERNELS.dot(x, xOffset, y, yOffset, size);
  }

  /**
   * Returns the sum of the squares. The partial sums are floats, so the error is that of a float
   * for up to some thousand values.
   */
  public static double sumOfSquares(float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    return KERNELS.sumOfSquares(x, xOffset, size);
  }

  /** Computes {@code y += scale * x}. */
  public static void axpy(float scale, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.axpy(scale, x, xOffset, y, yOffset, size);
  }

  /** Computes {@code y = x * f}. {@code x} and {@code y} may be the same range. */
  public static void multiply(
      float[] x, int xOffset, float[] f, int fOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(f, fOffset, size);
    check(y, yOffset, size);
    KERNELS.multiply(x, xOffset, f, fOffset, y, yOffset, size);
  }

  /** Computes {@code x = factor * x}, clamped to {@code [-limit, limit]}. */
  public static void clip(float factor, float limit, float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    KERNELS.clip(factor, limit, x, xOffset, size);
  }

  /** Computes {@code y = decay * y + gain * x}. */
  public static void axpby(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.axpby(decay, gain, x, xOffset, y, yOffset, size);
  }

  /** Computes {@code y = decay * y + gain * x^2}. */
  public static void blendSquares(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.blendSquares(decay, gain, x, xOffset, y, yOffset, size);
  }

  /** Computes {@code y += scale * x / (sqrt(s + inside) + outside)}. */
  public static void addQuotients(
      float scale,
      float[] x,
      int xOffset,
      float[] s,
      int sOffset,
      float inside,
      float outside,
      float[] y,
      int yOffset,
      int size) {
    check(x, xOffset, size);
    check(s, sOffset, size);
    check(y, yOffset, size);
    KERNELS.addQuotients(scale, x, xOffset, s, sOffset, inside, outside, y, yOffset, size);
  }

  /**
   * Takes one step of an LSTM, element-wise part: {@code i, f, o = sigmoid, g = tanh} of the
   * pre-activations, {@code c = f c' + i g}, {@code h = o tanh c}. Writes the gates, the cells and
   * their tanh of the step.
   *
   * @param pre (T, B, 4, H), the pre-activations of i, f, g, o
   * @param hidden (T + 1, B, H), receives h in slot {@code step + 1}
   */
  public static void lstmForward(LstmBuffers buffers, int step, float[] pre, float[] hidden) {
    int size = buffers.batchSize() * buffers.units();
    checkStep(step, buffers.timeSteps());
    check(pre, LstmBuffers.GATES * step * size, LstmBuffers.GATES * size);
    check(hidden, (step + 1) * size, size);
    for (int stream = 0; stream < buffers.batchSize(); stream++) {
      CELL_KERNELS.lstmForward(buffers, step, stream, pre, hidden);
    }
  }

  /**
   * Takes {@link #lstmForward} backward: {@code dc += dh o (1 - tanh^2 c)}, {@code dg = dc i},
   * {@code di = dc g}, {@code df = dc c'}, {@code do = dh tanh c}, each times the derivative of its
   * non-linearity, and {@code dc' = dc f}. Reads the gradient of the cells after the step and
   * writes that of the cells before it.
   *
   * @param dHidden (B, H), the gradient of the step's h
   * @param dPre (T, B, 4, H), receives the gradient of the step's pre-activations
   */
  public static void lstmBackward(LstmBuffers buffers, int step, float[] dHidden, float[] dPre) {
    int size = buffers.batchSize() * buffers.units();
    checkStep(step, buffers.timeSteps());
    check(dHidden, 0, size);
    check(dPre, LstmBuffers.GATES * step * size, LstmBuffers.GATES * size);
    for (int stream = 0; stream < buffers.batchSize(); stream++) {
      CELL_KERNELS.lstmBackward(buffers, step, stream, dHidden, dPre);
    }
  }

  /**
   * Takes one step of a GRU whose reset gate follows the recurrent product, element-wise part:
   * {@code r, z = sigmoid} of their pre-activations, {@code n = tanh(pre_n + r product)}, {@code h
   * = (1 - z) n + z h'}. Reads the products of the step and writes its gates.
   *
   * @param pre (T, B, 3, H), the pre-activations of r and z, and the input's part of n's
   * @param hidden (T + 1, B, H), h' in slot {@code step}; receives h in slot {@code step + 1}
   */
  public static void gruForward(GruBuffers buffers, int step, float[] pre, float[] hidden) {
    int size = buffers.batchSize() * buffers.units();
    checkStep(step, buffers.timeSteps());
    check(pre, GruBuffers.GATES * step * size, GruBuffers.GATES * size);
    check(hidden, step * size, 2 * size);
    for (int stream = 0; stream < buffers.batchSize(); stream++) {
      CELL_KERNELS.gruForward(buffers, step, stream, pre, hidden);
    }
  }

  /**
   * Takes {@link #gruForward} backward. Writes the gradient of the step's products, and that of h'
   * past the recurrent products.
   *
   * @param hidden as {@link #gruForward} left it
   * @param dHidden (B, H), the gradient of the step's h
   * @param dPre (T, B, 3, H), receives the gradient of the step's pre-activations
   */
  public static void gruBackward(
      GruBuffers buffers, int step, float[] hidden, float[] dHidden, float[] dPre) {
    int size = buffers.batchSize() * buffers.units();
    checkStep(step, buffers.timeSteps());
    check(hidden, step * size, size);
    check(dHidden, 0, size);
    check(dPre, GruBuffers.GATES * step * size, GruBuffers.GATES * size);
    for (int stream = 0; stream < buffers.batchSize(); stream++) {
      CELL_KERNELS.gruBackward(buffers, step, stream, hidden, dHidden, dPre);
    }
  }

  private static void checkStep(int step, int timeSteps) {
    Objects.checkIndex(step, timeSteps);
  }

  private static void check(float[] x, int offset, int size) {
    Objects.checkFromIndexSize(offset, size, x.length);
  }
}
