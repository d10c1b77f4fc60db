package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.nn.cell.CellKind;
import org.unroll.tensor.TensorLayout;

/** The adaptive softmax as a distribution over all words. */
class TestAdaptiveOutput {

  private static final int WORDS = 3000;
  private static final int STEPS = 9;
  private static final int STREAMS = 5;
  private static final ModelConfig CONFIG =
      Models.adaptive(Models.plain(CellKind.LSTM, 1, 8, 40, 0), List.of(13, 207, 1500));

  @Test
  void everyWordHasItsExactProbability() {
    TokenBatch batch = RandomBatches.of(WORDS, STEPS, STREAMS, 1);
    List<float[]> scores = new ArrayList<>();
    List<Integer> targets = new ArrayList<>();
    float[] start = parameters();
    try (LanguageModel model = new LanguageModel(CONFIG, WORDS, STEPS, STREAMS)) {
      model.setParameters(start);
      double loss =
          model.evaluate(
              batch,
              (time, stream, all, logSumExp) -> {
                assertThat(logSumExp).isZero();
                scores.add(Arrays.copyOf(all, WORDS));
                targets.add(batch.targets[time * STREAMS + stream]);
              });
      double sum = 0;
      for (int i = 0; i < scores.size(); i++) {
        sum -= scores.get(i)[targets.get(i)];
      }
      assertThat(sum).isCloseTo(loss, within(1e-5 * loss));
    }
    assertThat(scores).hasSizeGreaterThan(STEPS * (STREAMS - 1));
    for (float[] all : scores) {
      double total = 0;
      for (float score : all) {
        total += Math.exp(score);
      }
      assertThat(total).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void agreesWithTheDefinitionForEveryWord() {
    TokenBatch batch = RandomBatches.of(WORDS, 1, 1, 2);
    float[] start = parameters();
    TensorLayout layout = LanguageModel.layout(CONFIG, WORDS);
    ReferenceNetwork reference = new ReferenceNetwork(CONFIG, layout, WORDS, 1, 1);
    for (int i = 0; i < start.length; i++) {
      reference.parameters[i] = start[i];
    }
    reference.run(batch, reference.noMasks(), false);
    double[] hidden = Arrays.copyOf(reference.state, CONFIG.stack().hiddenSize());
    double[] expected =
        new ReferenceOutput(
                CONFIG, layout, WORDS, 1, reference.parameters, new double[layout.size()])
            .probabilities(hidden);
    try (LanguageModel model = new LanguageModel(CONFIG, WORDS, 1, 1)) {
      model.setParameters(start);
      model.evaluate(
          batch,
          (time, stream, all, logSumExp) -> {
            for (int word = 0; word < WORDS; word++) {
              assertThat((double) all[word])
                  .as("word %d", word)
                  .isCloseTo(Math.log(expected[word]), within(1e-5));
            }
          });
    }
  }

  private static float[] parameters() {
    TensorLayout layout = LanguageModel.layout(CONFIG, WORDS);
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, CONFIG, 5);
    return start;
  }
}
