package org.unroll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TestSyntheticText {

  private final Preset preset = new Preset("tiny", 50, 1, 4, 5, 3, 0, 0.1);

  @Test
  void targetsAreTheInputsThatFollow() {
    SyntheticText text = new SyntheticText(preset, 2);
    int[] inputs = text.inputs(0);
    int[] targets = text.targets(0);
    int batchSize = preset.batchSize();
    assertThat(Arrays.copyOfRange(inputs, batchSize, inputs.length))
        .containsExactly(Arrays.copyOf(targets, targets.length - batchSize));
    assertThat(Arrays.copyOf(text.inputs(1), batchSize))
        .containsExactly(Arrays.copyOfRange(targets, targets.length - batchSize, targets.length));
  }

  @Test
  void isTheSameEachTimeAndKeepsClearOfReservedIds() {
    int[] inputs = new SyntheticText(preset, 2).inputs(1);
    assertThat(inputs).containsExactly(new SyntheticText(preset, 2).inputs(1));
    assertThat(Arrays.stream(inputs)).allMatch(id -> id >= 3 && id < preset.vocabularySize());
  }
}
