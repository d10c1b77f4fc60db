package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.unroll.nn.output.OutputLayer;
import org.unroll.testing.PlainLstm;
import org.unroll.testing.TinyModel;
import org.unroll.testing.TinyTraining;
import org.unroll.text.Vocabulary;

class TestLanguageMetrics {

  private static final int STREAMS = 3;

  /** What an evaluation says, computed token by token. */
  private static final class Plain {

    int tokens;
    int unknown;
    double loss;
    int[] hits = new int[4]; // at 1 and at 3, with <unk>; at 1 and at 3, without

    void read(WindowShard shard) {
      TokenBatch batch = new TokenBatch(shard.windowLength() - 1, STREAMS);
      PlainLstm[] models = new PlainLstm[STREAMS];
      for (int step = 0; step < shard.steps(STREAMS); step++) {
        shard.fill(step, batch);
        for (int stream = 0; stream < STREAMS; stream++) {
          if (batch.startsSequence[stream]) {
            models[stream] = new PlainLstm(TinyModel.tensors(1), TinyModel.LAYERS);
          }
          for (int time = 0; time < batch.timeSteps(); time++) {
            int offset = time * STREAMS + stream;
            count(models[stream].read(batch.inputs[offset]), batch.targets[offset]);
          }
        }
      }
    }

    private void count(double[] logProbabilities, int target) {
      if (target == OutputLayer.NO_TARGET) {
        return;
      }
      tokens++;
      loss -= logProbabilities[target];
      List<Integer> ranking =
          IntStream.range(Vocabulary.UNK, logProbabilities.length)
              .boxed()
              .sorted((a, b) -> Double.compare(logProbabilities[b], logProbabilities[a]))
              .toList();
      List<Integer> known = ranking.stream().filter(id -> id != Vocabulary.UNK).toList();
      hits[0] += ranking.indexOf(target) < 1 ? 1 : 0;
      hits[1] += ranking.indexOf(target) < 3 ? 1 : 0;
      if (target == Vocabulary.UNK) {
        unknown++;
      } else {
        hits[2] += known.indexOf(target) < 1 ? 1 : 0;
        hits[3] += known.indexOf(target) < 3 ? 1 : 0;
      }
    }
  }

  private static LanguageMetrics evaluate(WindowShard shard) {
    try (LanguageNetwork network = TinyTraining.task(TinyModel.config()).newNetwork(STREAMS)) {
      network.parameters().set(TinyModel.tensors(1).values());
      return (LanguageMetrics) network.evaluate(shard);
    }
  }

  @Test
  void agreesWithAPlainComputationInDouble() {
    WindowShard shard = TinyTraining.shards(100, 1, 4).get(0);
    Plain plain = new Plain();
    plain.read(shard);

    LanguageMetrics evaluation = evaluate(shard);

    assertThat(plain.unknown).isPositive();
    assertThat(evaluation.predictions()).isEqualTo(plain.tokens);
    assertThat(evaluation.unkRate()).isEqualTo((double) plain.unknown / plain.tokens);
    assertThat(evaluation.perplexity())
        .isCloseTo(Math.exp(plain.loss / plain.tokens), within(1e-3));
    assertThat(evaluation.bitsPerToken())
        .isCloseTo(plain.loss / plain.tokens / Math.log(2), within(1e-5));
    double known = plain.tokens - plain.unknown;
    assertThat(evaluation.accuracyAt1()).isEqualTo((double) plain.hits[0] / plain.tokens);
    assertThat(evaluation.accuracyAt3()).isEqualTo((double) plain.hits[1] / plain.tokens);
    assertThat(evaluation.accuracyAt1WithoutUnk()).isEqualTo(plain.hits[2] / known);
    assertThat(evaluation.accuracyAt3WithoutUnk()).isEqualTo(plain.hits[3] / known);
  }

  @Test
  void partsAddUpToTheWhole() {
    LanguageMetrics sum = new LanguageMetrics();
    Plain plain = new Plain();
    for (WindowShard shard : TinyTraining.shards(90, 3, 4)) {
      sum.add(evaluate(shard));
      plain.read(shard);
    }
    assertThat(sum.predictions()).isEqualTo(plain.tokens);
    assertThat(sum.bitsPerToken()).isCloseTo(plain.loss / plain.tokens / Math.log(2), within(1e-5));
    assertThat(sum.accuracyAt3()).isEqualTo((double) plain.hits[1] / plain.tokens);
  }

  @Test
  void figuresHaveTheNamesOfTheReport() {
    LanguageMetrics metrics = evaluate(TinyTraining.shards(100, 1, 4).get(0));
    assertThat(metrics.figures().keySet())
        .containsExactly(
            "perplexity",
            "bitsPerToken",
            "accuracyAt1",
            "accuracyAt3",
            "accuracyAt1WithoutUnk",
            "accuracyAt3WithoutUnk",
            "unkRate");
    assertThat(metrics.figure("perplexity")).isEqualTo(metrics.perplexity());
    assertThatThrownBy(() -> metrics.figure("bleu"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found bleu");
  }
}
