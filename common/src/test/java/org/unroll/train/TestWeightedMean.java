package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;

class TestWeightedMean {

  private static final int SIZE = 1000;

  private static float[] block(long seed) {
    float[] block = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      block[i] =
          Seeds.uniform(seed, i) * (float) Math.pow(2, (int) (40 * Seeds.uniform(seed + 1, i)) - 20)
              - 0.5f;
    }
    return block;
  }

  @Test
  void ofOneBlockIsThatBlock() {
    for (long weight : new long[] {1, 3, 1000, 35_001, (1 << 29) - 1}) {
      WeightedMean mean = new WeightedMean(SIZE);
      mean.add(block(weight), weight);
      assertThat(mean.mean()).isEqualTo(block(weight));
    }
  }

  @Test
  void ofEqualBlocksIsThatBlock() {
    WeightedMean mean = new WeightedMean(SIZE);
    for (int shard = 0; shard < 7; shard++) {
      mean.add(block(1), 1000 + shard);
    }
    assertThat(mean.mean()).isEqualTo(block(1));
    assertThat(mean.weight()).isEqualTo(7021);
  }

  @Test
  void weighsBlocks() {
    long[] weights = {700, 1, 123_456};
    WeightedMean mean = new WeightedMean(SIZE);
    for (int shard = 0; shard < 3; shard++) {
      mean.add(block(shard), weights[shard]);
    }
    float[] found = mean.mean();
    for (int i = 0; i < SIZE; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int shard = 0; shard < 3; shard++) {
        sum = sum.add(new BigDecimal(block(shard)[i]).multiply(new BigDecimal(weights[shard])));
      }
      float exact = sum.divide(new BigDecimal(124_157), MathContext.DECIMAL128).floatValue();
      assertThat(found[i]).isCloseTo(exact, org.assertj.core.data.Offset.offset(Math.ulp(exact)));
    }
  }

  @Test
  void ofNothingIsNotANumber() {
    assertThatThrownBy(() -> new WeightedMean(3).mean()).isInstanceOf(IllegalStateException.class);
  }
}
