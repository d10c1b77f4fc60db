package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestHalfFloat {

  private static final int INFINITY = 0x7C00;

  /** Returns the finite number that the three fields encode. */
  private static double value(int half) {
    int exponent = half >>> 10 & 0x1F;
    int significand = half & 0x3FF;
    double magnitude =
        exponent == 0
            ? significand * 0x1p-24
            : (0x400 + significand) * Math.scalb(1.0, exponent - 25);
    return half < 0x8000 ? magnitude : -magnitude;
  }

  @Test
  void everyFiniteHalfIsTheFloatThatItsFieldsEncode() {
    for (int half = 0; half < 1 << 16; half++) {
      if ((half & INFINITY) != INFINITY) {
        float found = HalfFloat.toFloat((short) half);
        assertThat(found).as("%04x", half).isEqualTo((float) value(half));
        assertThat(HalfFloat.of(found)).as("%04x", half).isEqualTo((short) half);
      }
    }
  }

  @Test
  void keepsInfinitiesAndNaN() {
    assertThat(HalfFloat.toFloat((short) INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(HalfFloat.toFloat((short) (0x8000 | INFINITY))).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloat.of(Float.POSITIVE_INFINITY)).isEqualTo((short) INFINITY);
    assertThat(HalfFloat.of(Float.NEGATIVE_INFINITY)).isEqualTo((short) (0x8000 | INFINITY));
    for (int significand = 1; significand < 1 << 10; significand++) {
      assertThat(HalfFloat.toFloat((short) (INFINITY | significand))).isNaN();
      assertThat(HalfFloat.toFloat((short) (0x8000 | INFINITY | significand))).isNaN();
    }
    for (int bits : new int[] {0x7F800001, 0x7FC00000, 0x7FFFFFFF, 0xFF800001, 0xFFFFFFFF}) {
      assertThat(HalfFloat.toFloat(HalfFloat.of(Float.intBitsToFloat(bits)))).isNaN();
    }
  }

  /** The middle between each two neighbours, and the floats next to it. */
  @Test
  void roundsToTheNearestAndTiesToEven() {
    for (int half = 0; half < INFINITY; half++) {
      float middle = (float) ((value(half) + next(half)) / 2);
      int even = half + (half & 1);
      assertThat(HalfFloat.of(middle)).as("%04x", half).isEqualTo((short) even);
      assertThat(HalfFloat.of(Math.nextDown(middle))).as("%04x", half).isEqualTo((short) half);
      assertThat(HalfFloat.of(Math.nextUp(middle))).as("%04x", half).isEqualTo((short) (half + 1));
      assertThat(HalfFloat.of(-middle)).as("%04x", half).isEqualTo((short) (0x8000 | even));
    }
  }

  /** The number after the maximum would be 2^16, which stands for infinity. */
  private static double next(int half) {
    return half + 1 == INFINITY ? 0x1p16 : value(half + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "65519.996, 7bff",
    "65520, 7c00",
    "3.4028235e38, 7c00",
    "2.9802322e-8, 0000",
    "2.9802326e-8, 0001",
    "1.4e-45, 0000",
    "-1.4e-45, 8000",
    "-0.0, 8000",
    "1, 3c00",
    "-2, c000",
    "0.1, 2e66"
  })
  void knownValues(float value, String half) {
    assertThat(Integer.toHexString(HalfFloat.of(value) & 0xFFFF | 0x10000).substring(1))
        .isEqualTo(half);
  }
}
