package org.unroll.math;

/**
 * Conversions of half-precision numbers, IEEE 754's binary16: a sign, 5 bits of exponent, 10 of
 * significand. A float has the same fields, 13 bits to the left, with 3 more bits of exponent.
 */
public final class HalfFloat {

  /** The maximum exponent; the maximum number is 65504, just below 2^16. */
  public static final int MAX_EXPONENT = 15;

  private static final int SHIFT = 13;
  private static final int SIGN = 0x8000;
  private static final int INFINITY = 0x7C00;
  private static final int NAN = 0x7E00;
  private static final int FLOAT_INFINITY = 0x7F800000;

  /** The difference between the biases of the exponents, 127 and 15. */
  private static final int REBIAS = 112 << 23;

  /** The bits of 2^16 as a float: the halves from there on are infinite. */
  private static final int TOO_LARGE = (127 + 16) << 23;

  /** The bits of 2^-14 as a float: the halves below are subnormal. */
  private static final int MIN_NORMAL = (127 - 14) << 23;

  /** Added to a float, it leaves units of 2^-24 in the last place, as subnormal halves have. */
  private static final float ROUNDING = 0.5f;

  private HalfFloat() {}

  /** Returns the nearest half, ties to an even significand; infinity from 65520 on, NaN for NaN. */
  public static short of(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & Integer.MAX_VALUE;
    int half;
    if (magnitude >= TOO_LARGE) {
      half = magnitude > FLOAT_INFINITY ? NAN : INFINITY;
    } else if (magnitude < MIN_NORMAL) {
      float rounded = Float.intBitsToFloat(magnitude) + ROUNDING;
      half = Float.floatToRawIntBits(rounded) - Float.floatToRawIntBits(ROUNDING);
    } else {
      int odd = magnitude >>> SHIFT & 1;
      half = (magnitude - REBIAS + 0xFFF + odd) >>> SHIFT;
    }
    return (short) (bits >>> 16 & SIGN | half);
  }

  /** Returns the same number as a float. */
  public static float toFloat(short half) {
    int magnitude = (half & ~SIGN & 0xFFFF) << SHIFT;
    int bits =
        magnitude < INFINITY << SHIFT
            ? Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * 0x1p112f)
            : magnitude | FLOAT_INFINITY;
    return Float.intBitsToFloat((half & SIGN) << 16 | bits);
  }
}
