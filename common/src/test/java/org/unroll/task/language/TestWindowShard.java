package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.unroll.dataset.WindowConfig;
import org.unroll.dataset.Windows;
import org.unroll.nn.output.OutputLayer;
import org.unroll.text.Vocabulary;

class TestWindowShard {

  private static final WindowConfig CONFIG = new WindowConfig(4, 3);

  /** Articles of 10, 2 and 23 tokens; token i of article a is 100 a + i. */
  private static WindowShard shard() {
    WindowShard.Builder builder = new WindowShard.Builder(CONFIG, 2);
    int[] lengths = {10, 2, 23};
    for (int article = 0; article < lengths.length; article++) {
      int[] ids = new int[lengths[article]];
      for (int index = 0; index < ids.length; index++) {
        ids[index] = 100 * (article + 1) + index;
      }
      long id = article;
      Windows.cut(ids, ids.length, CONFIG, (position, window) -> builder.add(id, position, window));
    }
    return builder.build();
  }

  @Test
  void anEpochPredictsEveryTokenOnceWhateverTheNumberOfStreams() {
    WindowShard shard = shard();
    assertThat(shard.size()).isEqualTo(3 + 1 + 8);
    for (int batchSize = 1; batchSize <= 15; batchSize++) {
      TokenBatch batch = new TokenBatch(3, batchSize);
      TreeMap<Integer, Integer> seen = new TreeMap<>();
      int counted = 0;
      for (int step = 0; step < shard.steps(batchSize); step++) {
        counted += shard.fill(step, batch);
        for (int target : batch.targets) {
          if (target != OutputLayer.NO_TARGET) {
            seen.merge(target, 1, Integer::sum);
          }
        }
      }
      assertThat(counted).isEqualTo(9 + 1 + 22);
      assertThat(seen).hasSize(counted);
      assertThat(seen.values()).containsOnly(1);
    }
  }

  @Test
  void aStreamContinuesWithinAnArticleAndStartsAnewAtTheNext() {
    TokenBatch batch = new TokenBatch(3, 1);
    WindowShard shard = shard();
    StringBuilder starts = new StringBuilder();
    for (int step = 0; step < shard.steps(1); step++) {
      shard.fill(step, batch);
      starts.append(batch.startsSequence[0] ? 'S' : '.');
      assertThat(batch.targets[0]).isEqualTo(batch.inputs[0] + 1);
    }
    assertThat(starts).hasToString("S..SS.......");
  }

  @Test
  void aStreamWithoutWindowsIsAllPadding() {
    TokenBatch batch = new TokenBatch(3, 7);
    shard().fill(1, batch);
    for (int time = 0; time < 3; time++) {
      assertThat(batch.inputs[time * 7 + 6]).isEqualTo(Vocabulary.PAD);
      assertThat(batch.targets[time * 7 + 6]).isEqualTo(OutputLayer.NO_TARGET);
    }
  }

  @Test
  void refusesAWindowOfAnotherLength() {
    assertThatThrownBy(() -> new WindowShard.Builder(CONFIG, 1).add(0, 0, new int[5]))
        .hasMessage("expected windows of 4 ids, found 5");
  }
}
