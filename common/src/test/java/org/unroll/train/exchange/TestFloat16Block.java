package org.unroll.train.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.math.Seeds;

class TestFloat16Block {

  private static final int SIZE = 5000;

  /** The values that arrive of a change of {@code change} from zeros. */
  private static float[] arrived(float... change) {
    ValueBlock block = Float16Block.ofChange(new float[change.length], change);
    return WeightedMean.of(List.<ValueBlock[]>of(new ValueBlock[] {block}), new long[] {35})[0];
  }

  /** Values of both signs over 60 powers of two, the largest just below {@code largest}. */
  private static float[] values(float largest) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      float magnitude = Math.scalb(largest, -(int) (60 * Seeds.uniform(1, i)));
      values[i] = magnitude * (2 * Seeds.uniform(2, i) - 1);
    }
    return values;
  }

  private static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(floats = {1e-30f, 1e-8f, 0.003f, 0.9999f, 1, 65504, 65520, 1e30f, Float.MAX_VALUE})
  void isOffByLittleWhateverTheMagnitude(float magnitude) {
    float[] change = values(magnitude);
    float largest = largest(change);
    float[] found = arrived(change);
    for (int i = 0; i < SIZE; i++) {
      double bound = Math.max(0x1p-11 * Math.abs(change[i]), 0x1p-39 * largest);
      assertThat(Math.abs((double) found[i] - change[i])).isLessThanOrEqualTo(bound);
    }
  }

  @Test
  void extremesArriveExactly() {
    float just = Math.nextDown(2f); // rounds up to the next power of two
    assertThat(arrived(just, -just, 1)).containsExactly(2, -2, 1);
    assertThat(arrived(0, 0)).containsExactly(0, 0);
    assertThat(arrived(Float.MIN_VALUE, -3 * Float.MIN_VALUE))
        .containsExactly(Float.MIN_VALUE, -3 * Float.MIN_VALUE);
    assertThat(arrived(1, 0x1p-28f, -0x1p-38f)).containsExactly(1, 0x1p-28f, -0x1p-38f);
  }

  @Test
  void whatIsNotFiniteStaysSo() {
    assertThat(arrived(1, Float.NaN)[1]).isNaN();
    assertThat(arrived(1, Float.POSITIVE_INFINITY)[1]).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(arrived(1, Float.NEGATIVE_INFINITY, Float.NaN)[1])
        .isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void isTheChangeAndNotTheValue() {
    ValueBlock block = Float16Block.ofChange(new float[] {1, 2, 3}, new float[] {1.5f, 2, 2});
    double[] sum = {10, 10, 10};
    block.addTo(sum, 4, 0, 3);
    assertThat(sum).containsExactly(12, 10, 6);
  }

  @Test
  void aPartIsAPart() {
    float[] change = values(1);
    ValueBlock whole = Float16Block.ofChange(new float[SIZE], change);
    ValueBlock part = whole.part(1000, 1007);
    double[] expected = new double[7];
    double[] found = new double[7];
    whole.addTo(expected, 3, 1000, 7);
    part.addTo(found, 3, 0, 7);
    assertThat(part.size()).isEqualTo(7);
    assertThat(found).isEqualTo(expected);
  }
}
