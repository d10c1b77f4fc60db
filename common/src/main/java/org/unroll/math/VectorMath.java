package org.unroll.math;

import java.util.Objects;

/**
 * Element-wise work on ranges of arrays: checks the ranges, then hands them to the Vector API or,
 * in a JVM without it, to plain loops. {@code xOffset} is where the range of {@code x} begins;
 * outputs must not overlap inputs. The elementary functions are off by a few units in the last
 * place.
 */
public final class VectorMath {

  private static final Kernels KERNELS =
      VectorApi.isPresent() ? new SimdKernels() : new ScalarKernels();

  private VectorMath() {}

  /** {@code y = 1 / (1 + e^-x)}. */
  public static void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.sigmoid(x, xOffset, y, yOffset, size);
  }

  /** {@code y = tanh x}. */
  public static void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.tanh(x, xOffset, y, yOffset, size);
  }

  /**
   * {@code y = scale * e^(x - shift)}, the exponent held between -87 and 88; {@code x} and {@code
   * y} may be the same range.
   *
   * @return the sum of y
   */
  public static double exp(
      float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    return KERNELS.exp(x, xOffset, shift, scale, y, yOffset, size);
  }

  /** The largest value; not a number if one is not; minus infinity of nothing. */
  public static float max(float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    return KERNELS.max(x, xOffset, size);
  }

  /** The sum of the squares. Up to some thousand values the error is that of a float's sum. */
  public static double sumOfSquares(float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    return KERNELS.sumOfSquares(x, xOffset, size);
  }

  /** {@code y += scale * x}. */
  public static void axpy(float scale, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.axpy(scale, x, xOffset, y, yOffset, size);
  }

  /** {@code y = x * f}; {@code x} and {@code y} may be the same range. */
  public static void multiply(
      float[] x, int xOffset, float[] f, int fOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(f, fOffset, size);
    check(y, yOffset, size);
    KERNELS.multiply(x, xOffset, f, fOffset, y, yOffset, size);
  }

  /** {@code x = factor * x}, held between {@code -limit} and {@code limit}. */
  public static void clip(float factor, float limit, float[] x, int xOffset, int size) {
    check(x, xOffset, size);
    KERNELS.clip(factor, limit, x, xOffset, size);
  }

  /** {@code y = decay * y + gain * x}. */
  public static void axpby(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.axpby(decay, gain, x, xOffset, y, yOffset, size);
  }

  /** {@code y = decay * y + gain * x^2}. */
  public static void blendSquares(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    check(x, xOffset, size);
    check(y, yOffset, size);
    KERNELS.blendSquares(decay, gain, x, xOffset, y, yOffset, size);
  }

  /** {@code y += scale * x / (sqrt(s + inside) + outside)}. */
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
   * One step of an LSTM, element-wise part, for one stream of {@code size} units: {@code i, f, o =
   * sigmoid, g = tanh} of the pre-activations, {@code c = f c0 + i g}, {@code h = o tanh c}.
   *
   * @param pre (4, H), the pre-activations of i, f, g, o
   * @param c0 (H), the cell of the step before
   * @param gates (4, H), receives i, f, g, o
   * @param c (H), receives the cell
   * @param tanhC (H), receives tanh c
   * @param h (H), receives the hidden state
   */
  public static void lstmForward(
      float[] pre,
      int preOffset,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesOffset,
      float[] c,
      int cOffset,
      float[] tanhC,
      int tanhCAt,
      float[] h,
      int hOffset,
      int size) {
    check(pre, preOffset, 4 * size);
    check(c0, c0At, size);
    check(gates, gatesOffset, 4 * size);
    check(c, cOffset, size);
    check(tanhC, tanhCAt, size);
    check(h, hOffset, size);
    KERNELS.lstmForward(
        pre, preOffset, c0, c0At, gates, gatesOffset, c, cOffset, tanhC, tanhCAt, h, hOffset, size);
  }

  /**
   * Backward of {@link #lstmForward}: {@code dc' = dc + dh o (1 - tanh^2 c)}, {@code dg = dc' i},
   * {@code di = dc' g}, {@code df = dc' c0}, {@code do = dh tanh c}, each times the slope of its
   * non-linearity, and {@code dc0 = dc' f}.
   *
   * @param dPre (4, H), receives the gradient of the pre-activations
   * @param dc0 (H), receives the gradient of the cell of the step before
   */
  public static void lstmBackward(
      float[] gates,
      int gatesOffset,
      float[] c0,
      int c0At,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] dPre,
      int dPreOffset,
      float[] dc0,
      int dc0At,
      int size) {
    check(gates, gatesOffset, 4 * size);
    check(c0, c0At, size);
    check(tanhC, tanhCAt, size);
    check(dh, dhOffset, size);
    check(dc, dcOffset, size);
    check(dPre, dPreOffset, 4 * size);
    check(dc0, dc0At, size);
    KERNELS.lstmBackward(
        gates,
        gatesOffset,
        c0,
        c0At,
        tanhC,
        tanhCAt,
        dh,
        dhOffset,
        dc,
        dcOffset,
        dPre,
        dPreOffset,
        dc0,
        dc0At,
        size);
  }

  /**
   * One step of a GRU whose reset gate stands behind the recurrent product, element-wise part:
   * {@code r, z = sigmoid} of their pre-activations, {@code n = tanh(pre_n + r product)}, {@code h
   * = (1 - z) n + z h0}.
   *
   * @param pre (3, H), the pre-activations of r and z, and the input's share of n's
   * @param product (H), the recurrent share of n's pre-activation
   * @param h0 (H), the hidden state of the step before
   * @param gates (3, H), receives r, z, n
   * @param h (H), receives the hidden state
   */
  public static void gruForward(
      float[] pre,
      int preOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesOffset,
      float[] h,
      int hOffset,
      int size) {
    check(pre, preOffset, 3 * size);
    check(product, productOffset, size);
    check(h0, h0At, size);
    check(gates, gatesOffset, 3 * size);
    check(h, hOffset, size);
    KERNELS.gruForward(
        pre, preOffset, product, productOffset, h0, h0At, gates, gatesOffset, h, hOffset, size);
  }

  /**
   * Backward of {@link #gruForward}.
   *
   * @param dPre (3, H), receives the gradient of {@code pre}
   * @param dProduct (H), receives the gradient of {@code product}
   * @param dh0 (H), receives what reaches h0 past the products: {@code dh z}
   */
  public static void gruBackward(
      float[] gates,
      int gatesOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] dh,
      int dhOffset,
      float[] dPre,
      int dPreOffset,
      float[] dProduct,
      int dProductOffset,
      float[] dh0,
      int dh0At,
      int size) {
    check(gates, gatesOffset, 3 * size);
    check(product, productOffset, size);
    check(h0, h0At, size);
    check(dh, dhOffset, size);
    check(dPre, dPreOffset, 3 * size);
    check(dProduct, dProductOffset, size);
    check(dh0, dh0At, size);
    KERNELS.gruBackward(
        gates,
        gatesOffset,
        product,
        productOffset,
        h0,
        h0At,
        dh,
        dhOffset,
        dPre,
        dPreOffset,
        dProduct,
        dProductOffset,
        dh0,
        dh0At,
        size);
  }

  private static void check(float[] x, int offset, int size) {
    Objects.checkFromIndexSize(offset, size, x.length);
  }
}
