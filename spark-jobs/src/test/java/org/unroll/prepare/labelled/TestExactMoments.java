package org.unroll.prepare.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TestExactMoments {

  @Test
  void theyAreThoseOfThePopulation() {
    ExactMoments moments = new ExactMoments(2);
    for (float value : new float[] {2, 4, 4, 4, 5, 5, 7, 9}) {
      moments.add(new float[] {value, 3});
    }
    assertThat(moments.means()).containsExactly(5, 3);
    assertThat(moments.deviations()).containsExactly(2, 0);
  }

  /** Where sums in floating point would lose all digits. */
  @Test
  void smallDeviationsOfLargeValuesAreExact() {
    ExactMoments moments = new ExactMoments(1);
    for (int n = 0; n < 1000; n++) {
      moments.add(new float[] {16_000_000 + n % 2});
    }
    assertThat(moments.deviations()[0]).isEqualTo(0.5);
  }

  @Test
  void theyDoNotDependOnTheOrder() {
    Random random = new Random(1);
    float[][] vectors = new float[300][1];
    for (float[] vector : vectors) {
      vector[0] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
    }
    ExactMoments forward = new ExactMoments(1);
    ExactMoments first = new ExactMoments(1);
    ExactMoments second = new ExactMoments(1);
    for (int n = 0; n < vectors.length; n++) {
      forward.add(vectors[n]);
      (n % 3 == 0 ? first : second).add(vectors[vectors.length - 1 - n]);
    }
    ExactMoments parts = second.add(first);
    assertThat(parts.means()).isEqualTo(forward.means());
    assertThat(parts.deviations()).isEqualTo(forward.deviations());
    assertThat(forward.means()[0]).isCloseTo(parts.means()[0], within(0.0));
  }
}
