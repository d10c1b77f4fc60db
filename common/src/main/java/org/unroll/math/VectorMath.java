package org.unroll.math;

import java.util.Objects;

/**
 * Element-wise work on ranges of arrays: checks the ranges, then hands them to the Vector API or,
 * in a JVM without it, to plain loops. {@code xAt} is where the range of {@code x} begins; outputs
 * must not overlap inputs. The elementary functions are off by a few units in the last place.
 */
public final class VectorMath {

  private static final Kernels KERNELS =
      VectorApi.isPresent() ? new SimdKernels() : new ScalarKernels();

  private VectorMath() {}

  /** {@code y = 1 / (1 + e^-x)}. */
  public static void sigmoid(float[] x, int xAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    KERNELS.sigmoid(x, xAt, y, yAt, size);
  }

  /** {@code y = tanh x}. */
  public static void tanh(float[] x, int xAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    KERNELS.tanh(x, xAt, y, yAt, size);
  }

  /**
   * {@code y = scale * e^(x - shift)}, the exponent held between -87 and 88; {@code x} and {@code
   * y} may be the same range.
   *
   * @return the sum of y
   */
  public static double exp(
      float[] x, int xAt, float shift, float scale, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    return KERNELS.exp(x, xAt, shift, scale, y, yAt, size);
  }

  /** The largest value; not a number if one is not; minus infinity of nothing. */
  public static float max(float[] x, int xAt, int size) {
    check(x, xAt, size);
    return KERNELS.max(x, xAt, size);
  }

  /** The sum of the squares. Up to some thousand values the error is that of a float's sum. */
  public static double sumOfSquares(float[] x, int xAt, int size) {
    check(x, xAt, size);
    return KERNELS.sumOfSquares(x, xAt, size);
  }

  /** {@code y += scale * x}. */
  public static void addScaled(float scale, float[] x, int xAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    KERNELS.addScaled(scale, x, xAt, y, yAt, size);
  }

  /** {@code y = x * f}; {@code x} and {@code y} may be the same range. */
  public static void multiply(
      float[] x, int xAt, float[] f, int fAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(f, fAt, size);
    check(y, yAt, size);
    KERNELS.multiply(x, xAt, f, fAt, y, yAt, size);
  }

  /** {@code x = factor * x}, held between {@code -limit} and {@code limit}. */
  public static void clip(float factor, float limit, float[] x, int xAt, int size) {
    check(x, xAt, size);
    KERNELS.clip(factor, limit, x, xAt, size);
  }

  /** {@code y = decay * y + gain * x}. */
  public static void blend(
      float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    KERNELS.blend(decay, gain, x, xAt, y, yAt, size);
  }

  /** {@code y = decay * y + gain * x^2}. */
  public static void blendSquares(
      float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size) {
    check(x, xAt, size);
    check(y, yAt, size);
    KERNELS.blendSquares(decay, gain, x, xAt, y, yAt, size);
  }

  /** {@code y += scale * x / (sqrt(s + inside) + outside)}. */
  public static void addQuotients(
      float scale,
      float[] x,
      int xAt,
      float[] s,
      int sAt,
      float inside,
      float outside,
      float[] y,
      int yAt,
      int size) {
    check(x, xAt, size);
    check(s, sAt, size);
    check(y, yAt, size);
    KERNELS.addQuotients(scale, x, xAt, s, sAt, inside, outside, y, yAt, size);
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
      int preAt,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesAt,
      float[] c,
      int cAt,
      float[] tanhC,
      int tanhCAt,
      float[] h,
      int hAt,
      int size) {
    check(pre, preAt, 4 * size);
    check(c0, c0At, size);
    check(gates, gatesAt, 4 * size);
    check(c, cAt, size);
    check(tanhC, tanhCAt, size);
    check(h, hAt, size);
    KERNELS.lstmForward(pre, preAt, c0, c0At, gates, gatesAt, c, cAt, tanhC, tanhCAt, h, hAt, size);
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
      int gatesAt,
      float[] c0,
      int c0At,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      float[] dPre,
      int dPreAt,
      float[] dc0,
      int dc0At,
      int size) {
    check(gates, gatesAt, 4 * size);
    check(c0, c0At, size);
    check(tanhC, tanhCAt, size);
    check(dh, dhAt, size);
    check(dc, dcAt, size);
    check(dPre, dPreAt, 4 * size);
    check(dc0, dc0At, size);
    KERNELS.lstmBackward(
        gates, gatesAt, c0, c0At, tanhC, tanhCAt, dh, dhAt, dc, dcAt, dPre, dPreAt, dc0, dc0At,
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
      int preAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesAt,
      float[] h,
      int hAt,
      int size) {
    check(pre, preAt, 3 * size);
    check(product, productAt, size);
    check(h0, h0At, size);
    check(gates, gatesAt, 3 * size);
    check(h, hAt, size);
    KERNELS.gruForward(pre, preAt, product, productAt, h0, h0At, gates, gatesAt, h, hAt, size);
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
      int gatesAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] dh,
      int dhAt,
      float[] dPre,
      int dPreAt,
      float[] dProduct,
      int dProductAt,
      float[] dh0,
      int dh0At,
      int size) {
    check(gates, gatesAt, 3 * size);
    check(product, productAt, size);
    check(h0, h0At, size);
    check(dh, dhAt, size);
    check(dPre, dPreAt, 3 * size);
    check(dProduct, dProductAt, size);
    check(dh0, dh0At, size);
    KERNELS.gruBackward(
        gates,
        gatesAt,
        product,
        productAt,
        h0,
        h0At,
        dh,
        dhAt,
        dPre,
        dPreAt,
        dProduct,
        dProductAt,
        dh0,
        dh0At,
        size);
  }

  private static void check(float[] x, int at, int size) {
    Objects.checkFromIndexSize(at, size, x.length);
  }
}
