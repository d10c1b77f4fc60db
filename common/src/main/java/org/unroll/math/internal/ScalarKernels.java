package org.unroll.math.internal;

/** One value after the other: defines every rounding of {@link SimdKernels}, its vector twin. */
public final class ScalarKernels implements Kernels {

  /** Added to a float below 2^22, it leaves the nearest integer in the low bits of the sum. */
  static final float ROUNDING = 0x1.8p23f;

  static final float LOG2_E = 1.4426950408889634f;

  /** ln 2 in two parts; a multiple of the first is exact. */
  static final float LN2_HIGH = 0.693145751953125f;

  static final float LN2_LOW = 1.4286068202862268e-6f;

  /** The range of x in which e^x is a normal float. */
  static final float MIN_ARGUMENT = -87;

  static final float MAX_ARGUMENT = 88;

  /**
   * The coefficients of {@code e^r = 1 + r + r^2 (A0 + A1 r + A2 r^2 + A3 r^3 + A4 r^4)} for |r| up
   * to half of ln 2, by a minimax fit with an error of at most 4.3e-9.
   */
  static final float A0 = 0.5f;

  static final float A1 = 0.166665181517601f;
  static final float A2 = 0.04166620224714279f;
  static final float A3 = 0.008369024842977524f;
  static final float A4 = 0.0013950722059234977f;

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = sigmoid(x[xOffset + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = tanh(x[xOffset + i]);
    }
  }

  @Override
  public double exp(
      float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = scale * exp(x[xOffset + i] - shift);
      sum += y[yOffset + i];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int xOffset, int size) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < size; i++) {
      largest = Math.max(largest, x[xOffset + i]);
    }
    return largest;
  }

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) x[xOffset + i] * y[yOffset + i];
    }
    return sum;
  }

  @Override
  public double sumOfSquares(float[] x, int xOffset, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += (double) x[xOffset + i] * x[xOffset + i];
    }
    return sum;
  }

  @Override
  public void axpy(float scale, float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = Math.fma(scale, x[xOffset + i], y[yOffset + i]);
    }
  }

  @Override
  public void multiply(
      float[] x, int xOffset, float[] f, int fOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = x[xOffset + i] * f[fOffset + i];
    }
  }

  @Override
  public void clip(float factor, float limit, float[] x, int xOffset, int size) {
    for (int i = 0; i < size; i++) {
      float scaled = factor * x[xOffset + i];
      x[xOffset + i] = scaled < -limit ? -limit : scaled > limit ? limit : scaled;
    }
  }

  @Override
  public void axpby(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = Math.fma(gain, x[xOffset + i], decay * y[yOffset + i]);
    }
  }

  @Override
  public void blendSquares(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i] = Math.fma(gain * x[xOffset + i], x[xOffset + i], decay * y[yOffset + i]);
    }
  }

  @Override
  public void addQuotients(
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
    for (int i = 0; i < size; i++) {
      float root = (float) Math.sqrt(s[sOffset + i] + inside);
      y[yOffset + i] = Math.fma(scale, x[xOffset + i] / (root + outside), y[yOffset + i]);
    }
  }

  /** Returns e^x, with x clamped to {@link #MIN_ARGUMENT} and {@link #MAX_ARGUMENT}. */
  static float exp(float x) {
    float bounded = x < MIN_ARGUMENT ? MIN_ARGUMENT : x > MAX_ARGUMENT ? MAX_ARGUMENT : x;
    float shifted = Math.fma(bounded, LOG2_E, ROUNDING);
    return power(shifted) * (1 + expMinusOne(bounded, shifted - ROUNDING));
  }

  static float sigmoid(float x) {
    return 1 / (1 + exp(-x));
  }

  /**
   * Returns tanh x as {@code m / (m + 2)} with {@code m = e^2x - 1}, which loses no precision near
   * zero.
   */
  static float tanh(float x) {
    float y = x < -10 ? -20 : x > 10 ? 20 : 2 * x;
    float shifted = Math.fma(y, LOG2_E, ROUNDING);
    float power = power(shifted);
    float m = Math.fma(power, expMinusOne(y, shifted - ROUNDING), power - 1);
    return m / (m + 2);
  }

  /** Returns 2^k from the low bits of {@code k + ROUNDING}. */
  private static float power(float shifted) {
    return Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + 0x3F800000);
  }

  /** Returns {@code e^r - 1} for {@code r = x - k ln 2}. */
  private static float expMinusOne(float x, float k) {
    float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, x));
    float upper = Math.fma(Math.fma(Math.fma(r, A4, A3), r, A2), r, A1);
    return Math.fma(Math.fma(upper, r, A0), r * r, r);
  }
}
