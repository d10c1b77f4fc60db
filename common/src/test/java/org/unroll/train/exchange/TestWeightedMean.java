package org.unroll.train.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;

class TestWeightedMean {

  private static final int SIZE = 5000;

  private static float[] values(long seed) {
    float[] block = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      block[i] =
          Seeds.uniform(seed, i) * (float) Math.pow(2, (int) (40 * Seeds.uniform(seed + 1, i)) - 20)
              - 0.5f;
    }
    return block;
  }

  private static ValueBlock[] block(long seed) {
    return new ValueBlock[] {new Float32Block(values(seed))};
  }

  @Test
  void ofOneBlockIsThatBlock() {
    for (long weight : new long[] {1, 3, 1000, 35_001, (1 << 29) - 1}) {
      float[][] mean =
          WeightedMean.of(Collections.singletonList(block(weight)), new long[] {weight});
      assertThat(mean).isDeepEqualTo(new float[][] {values(weight)});
    }
  }

  @Test
  void ofEqualBlocksIsThatBlock() {
    long[] weights = {1000, 1001, 1002, 1003, 1004, 1005, 1006};
    float[][] mean = WeightedMean.of(Collections.nCopies(7, block(1)), weights);
    assertThat(mean).isDeepEqualTo(new float[][] {values(1)});
  }

  @Test
  void weighsBlocks() {
    long[] weights = {700, 1, 123_456};
    float[][] values = {values(0), values(1), values(2)};
    float[] found = WeightedMean.of(List.of(block(0), block(1), block(2)), weights)[0];
    for (int i = 0; i < SIZE; i++) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int shard = 0; shard < 3; shard++) {
        BigDecimal value = new BigDecimal(values[shard][i]);
        sum = sum.add(value.multiply(new BigDecimal(weights[shard])));
      }
      float exact = sum.divide(new BigDecimal(124_157), MathContext.DECIMAL128).floatValue();
      assertThat(found[i]).isCloseTo(exact, Offset.offset(Math.ulp(exact)));
    }
  }

  @Test
  void leavesOutWhatWeighsNothing() {
    float[] notNumbers = values(1);
    notNumbers[SIZE - 1] = Float.NaN;
    ValueBlock[] weighsNothing = {new Float32Block(notNumbers)};
    float[][] mean = WeightedMean.of(List.of(weighsNothing, block(2)), new long[] {0, 5});
    assertThat(mean).isDeepEqualTo(new float[][] {values(2)});
  }

  @Test
  void ofNothingIsWhatTheFirstShardHas() {
    float[][] mean = WeightedMean.of(List.of(block(1), block(2)), new long[] {0, 0});
    assertThat(mean).isDeepEqualTo(new float[][] {values(1)});
  }
}
