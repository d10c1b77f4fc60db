package org.unroll.train.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.math.Seeds;
import org.unroll.train.exchange.Float32Block;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.exchange.ValueBlock;

class TestSlice {

  private static ShardResult result(int shard, int size, UpdatePrecision precision) {
    float[][] blocks = new float[3][size];
    for (int i = 0; i < 3 * size; i++) {
      blocks[i % 3][i / 3] = Seeds.uniform(shard, i) - 0.5f;
    }
    ValueBlock[] returned = {
      precision.encode(start(size).parameters(), blocks[0]),
      new Float32Block(blocks[1]),
      new Float32Block(blocks[2])
    };
    long tokens = shard == 1 ? 0 : 1000 + 37 * shard;
    return new ShardResult(
        returned, new ShardMetrics(new float[] {shard}, tokens, shard, 2 * shard, 3, 4));
  }

  private static RoundInput start(int size) {
    float[] parameters = new float[size];
    for (int i = 0; i < size; i++) {
      parameters[i] = Seeds.uniform(1000, i);
    }
    return new RoundInput(parameters, new float[2][size]);
  }

  /** Whatever the number of slices, and the order in which they come. */
  @ParameterizedTest
  @CsvSource({
    "1, 10, 1, FLOAT32",
    "2, 10, 3, FLOAT32",
    "7, 1000, 7, FLOAT32",
    "7, 1000, 1, FLOAT32",
    "5, 3, 5, FLOAT32",
    "128, 513, 64, FLOAT32",
    "7, 1000, 7, FLOAT16",
    "5, 3, 5, FLOAT16"
  })
  void slicesGiveTheBitsOfTheWhole(int shards, int size, int slices, UpdatePrecision precision) {
    List<ShardResult> results = new ArrayList<>();
    List<List<Slice>> bySlice = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      bySlice.add(new ArrayList<>());
    }
    for (int shard = 0; shard < shards; shard++) {
      results.add(result(shard, size, precision));
      List<Slice> cut = Slice.cut(shard, results.get(shard), slices);
      for (int slice = 0; slice < slices; slice++) {
        bySlice.get(slice).add(cut.get(slice));
      }
    }
    bySlice.forEach(ofAllShards -> Collections.shuffle(ofAllShards, new Random(1)));

    RoundResult whole = RoundResult.of(results, start(size), precision);
    RoundResult sliced =
        RoundResult.ofSlices(bySlice.stream().map(SliceMean::of).toList(), start(size), precision);

    assertThat(sliced.parameters()).isEqualTo(whole.parameters());
    assertThat(sliced.optimizerState()).isDeepEqualTo(whole.optimizerState());
    assertThat(sliced.predictions()).isEqualTo(whole.predictions());
    assertThat(sliced.loss()).isEqualTo(whole.loss());
    assertThat(sliced.metrics()).isEqualTo(whole.metrics());
  }
}
