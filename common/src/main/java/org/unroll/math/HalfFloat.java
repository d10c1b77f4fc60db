package org.unroll.math;

/**
 * Numbers of half precision, IEEE 754's binary16: a sign, 5 bits of exponent, 10 of significand. A
 * float has the same fields, 13 bits to the left, with 3 bits more of exponent.
 */
public final class HalfFloat {

  /** The exponent of the largest numbers: the largest of all is 65504, just below 2^16. */
  public static final int MAX_EXPONENT = 15;

  private static final int SHIFT = 13;
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7C00;
  private static final int NAN = 0x7E00;
  private static final int FLOAT_INFINITY = 0x7F800000;

  /** What a float's exponent is counted from is 112 more than a half's. */
  private static final int REBIAS = 112 << 23;

  /** 2^16 and 2^-14 as a float's bits: from where on there are infinity, and normal numbers. */
  private static final int TOO_LARGE = (127 + 16) << 23;

  private static final int SMALLEST_NORMAL = (127 - 14) << 23;

  /** The last place of 0.5 as a float is that of a half below the normal ones: 2^-24. */
  private static final float ROUNDING = 0.5f;

  private HalfFloat() {}

  /**
   * The nearest number of half precision, of two the one with an even significand; infinity from
   * 65520 on.
   */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & Integer.MAX_VALUE;
    int half;
    if (magnitude >= TOO_LARGE) {
      half = magnitude > FLOAT_INFINITY ? NAN : INFINITY;
    } else if (magnitude < SMALLEST_NORMAL) {
      float rounded = Float.intBitsToFloat(magnitude) + ROUNDING;
      half = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDING);
    } else {
      int odd = magnitude >>> SHIFT & 1;
      half = (magnitude - REBIAS + 0xFFF + odd) >>> SHIFT;
    }
    return (short) (bits >>> 16 & SIGN | half);
  }

  /** The same number as a float. */
  public static float toFloat(short half) {
    int magnitude = (half & ~SIGN & 0xFFFF) << SHIFT;
    int bits =
        magnitude < INFINITY << SHIFT
            ? Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * 0x1p112f)
            : magnitude | FLOAT_INFINITY;
    return Float.intBitsToFloat((half & SIGN) << 16 | bits);
  }
}
