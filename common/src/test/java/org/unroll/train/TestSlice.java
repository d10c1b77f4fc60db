package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.math.Seeds;

class TestSlice {

  private static LocalResult result(int shard, int size) {
    float[][] blocks = new float[3][size];
    for (int i = 0; i < 3 * size; i++) {
      blocks[i % 3][i / 3] = Seeds.uniform(shard, i) - 0.5f;
    }
    long tokens = shard == 1 ? 0 : 1000 + 37 * shard;
    return new LocalResult(
        new FloatBlocks(blocks),
        new ShardReport(new float[] {shard}, tokens, shard, 2 * shard, 3, 4));
  }

  /** Whatever the number of slices, and the order in which they come. */
  @ParameterizedTest
  @CsvSource({"1, 10, 1", "2, 10, 3", "7, 1000, 7", "7, 1000, 1", "5, 3, 5", "128, 513, 64"})
  void slicesGiveTheBitsOfTheWhole(int shards, int size, int slices) {
    List<LocalResult> results = new ArrayList<>();
    List<List<Slice>> bySlice = new ArrayList<>();
    for (int slice = 0; slice < slices; slice++) {
      bySlice.add(new ArrayList<>());
    }
    for (int shard = 0; shard < shards; shard++) {
      results.add(result(shard, size));
      List<Slice> cut = Slice.cut(shard, results.get(shard), slices);
      for (int slice = 0; slice < slices; slice++) {
        bySlice.get(slice).add(cut.get(slice));
      }
    }
    bySlice.forEach(ofAllShards -> Collections.shuffle(ofAllShards, new Random(1)));

    RoundResult whole = RoundResult.of(results);
    RoundResult sliced = RoundResult.ofSlices(bySlice.stream().map(Slice::mean).toList());

    assertThat(sliced.parameters()).isEqualTo(whole.parameters());
    assertThat(sliced.optimizerState()).isDeepEqualTo(whole.optimizerState());
    assertThat(sliced.tokens()).isEqualTo(whole.tokens());
    assertThat(sliced.loss()).isEqualTo(whole.loss());
    assertThat(sliced.reports()).isEqualTo(whole.reports());
  }
}
