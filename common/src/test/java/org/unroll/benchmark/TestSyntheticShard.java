package org.unroll.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.unroll.dataset.WindowConfig;
import org.unroll.task.language.TokenBatch;
import org.unroll.task.language.WindowShard;

class TestSyntheticShard {

  private final WindowConfig config = new WindowConfig(21, 20);
  private final WindowShard shard = SyntheticShard.of(config, 100, 400, 1);

  private int[] targets() {
    TokenBatch batch = new TokenBatch(20, 20);
    int[] all = {};
    for (int step = 0; step < shard.steps(20); step++) {
      assertThat(shard.fill(step, batch)).isEqualTo(400);
      int size = all.length;
      all = Arrays.copyOf(all, size + batch.targets.length);
      System.arraycopy(batch.targets, 0, all, size, batch.targets.length);
    }
    return all;
  }

  @Test
  void frequenciesFallAsOneThroughTheRank() {
    int[] counts = new int[100];
    for (int id : targets()) {
      counts[id]++;
    }
    assertThat(counts[0] + counts[1] + counts[2]).isZero();
    // Of 8,000 words, 1 / H(97) = 19.4 % are the most frequent one, half of that the next.
    assertThat(counts[3]).isBetween(1400, 1700);
    assertThat(counts[4]).isBetween(680, 880);
    assertThat(counts[99]).isLessThan(40);
  }

  @Test
  void windowsContinueEachOther() {
    TokenBatch first = new TokenBatch(20, 20);
    TokenBatch second = new TokenBatch(20, 20);
    shard.fill(3, first);
    shard.fill(4, second);
    assertThat(second.startsSequence).containsOnly(false);
    assertThat(Arrays.copyOf(second.inputs, 20))
        .containsExactly(Arrays.copyOfRange(first.targets, 19 * 20, 20 * 20));
  }
}
