package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.inference.Completer.Completion;
import org.unroll.inference.Sampler.Sample;
import org.unroll.inference.Scorer.ScoreReport;
import org.unroll.math.Seeds;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;
import org.unroll.testing.PlainLstm;
import org.unroll.testing.TinyModel;
import org.unroll.testing.TinyTraining;
import org.unroll.text.Vocabulary;

/** Completing, scoring and generating, against a plain model in double. */
class TestInference {

  private static final String TEXT = "w3 w1 unheard w16 w0 w0";

  private final Vocabulary vocabulary = TinyTraining.vocabulary();
  private final Predictor predictor = new Predictor(TinyModel.checkpoint(3));

  @AfterEach
  void close() {
    predictor.close();
  }

  private static PlainLstm plain() {
    return new PlainLstm(TinyModel.tensors(3), TinyModel.LAYERS);
  }

  /** The distribution behind a text, which is read as a line of its own. */
  private double[] after(PlainLstm model, String text) {
    double[] next = model.read(Vocabulary.EOS);
    for (String token : text.isEmpty() ? new String[0] : text.split(" ")) {
      next = model.read(vocabulary.id(token));
    }
    return next;
  }

  @Test
  void completesWithTheMostProbableTokens() {
    double[] next = after(plain(), TEXT);
    List<String> expected =
        IntStream.range(Vocabulary.EOS, next.length)
            .boxed()
            .sorted((a, b) -> Double.compare(next[b], next[a]))
            .map(vocabulary::token)
            .toList();

    List<Completion> found = new Completer(predictor).complete(TEXT, 100).completions();

    assertThat(found).extracting(Completion::token).isEqualTo(expected);
    assertThat(found).extracting(Completion::token).doesNotContain("<pad>", "<unk>");
    for (Completion completion : found) {
      assertThat(completion.probability())
          .isCloseTo(Math.exp(next[vocabulary.id(completion.token())]), within(1e-5));
    }
    assertThat(new Completer(predictor).complete(TEXT, 3).completions())
        .isEqualTo(found.subList(0, 3));
  }

  @Test
  void aCompletionDoesNotDependOnTheOneBefore() {
    Completer completer = new Completer(predictor);
    List<Completion> first = completer.complete("w5", 3).completions();
    completer.complete(TEXT, 3);
    assertThat(completer.complete("w5", 3).completions()).isEqualTo(first);
    assertThat(completer.complete("", 1).completions()).hasSize(1);
    assertThatThrownBy(() -> completer.complete("w5", 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("-k must be at least 1, found 0");
  }

  @Test
  void scoresEachTokenGivenThoseBeforeIt() {
    PlainLstm model = plain();
    double[] next = model.read(Vocabulary.EOS);
    List<Double> expected = new ArrayList<>();
    for (String token : TEXT.split(" ")) {
      expected.add(next[vocabulary.id(token)]);
      next = model.read(vocabulary.id(token));
    }

    ScoreReport report = new Scorer(predictor).score(TEXT);

    double sum = 0;
    for (int i = 0; i < expected.size(); i++) {
      assertThat(report.tokens().get(i).token()).isEqualTo(TEXT.split(" ")[i]);
      assertThat(report.tokens().get(i).logProbability()).isCloseTo(expected.get(i), within(1e-5));
      sum += expected.get(i);
    }
    assertThat(report.logProbability()).isCloseTo(sum, within(1e-4));
    assertThat(report.perplexity()).isCloseTo(Math.exp(-sum / expected.size()), within(1e-3));
    assertThatThrownBy(() -> new Scorer(predictor).score("  "))
        .isInstanceOf(BadDataException.class)
        .hasMessage("expected a text with at least one token, found none");
  }

  @Test
  void drawsFromTheDistribution() {
    double temperature = 0.7;
    long seed = 5;
    PlainLstm model = plain();
    double[] next = after(model, "w2 w4");
    StringBuilder expected = new StringBuilder("w2 w4");
    boolean lineBegins = false;
    for (int drawn = 0; drawn < 30; drawn++) {
      int id = draw(next, temperature, Seeds.uniform(seed, drawn));
      if (id == Vocabulary.EOS) {
        expected.append('\n');
        lineBegins = true;
      } else {
        expected.append(lineBegins ? "" : " ").append(vocabulary.token(id));
        lineBegins = false;
      }
      next = model.read(id);
    }

    Sample sample = new Sampler(predictor).generate("w2 w4", 30, temperature, seed);

    assertThat(sample.text()).isEqualTo(expected.toString());
    assertThat(new Sampler(predictor).generate("w2 w4", 30, temperature, seed)).isEqualTo(sample);
    assertThat(new Sampler(predictor).generate("w2 w4", 30, temperature, 6).text())
        .isNotEqualTo(sample.text());
    assertThatThrownBy(() -> new Sampler(predictor).generate("w2", 3, 0, 1))
        .isInstanceOf(ConfigurationException.class);
  }

  private static int draw(double[] logProbabilities, double temperature, double place) {
    double[] weights = new double[logProbabilities.length];
    double total = 0;
    for (int id = Vocabulary.EOS; id < weights.length; id++) {
      weights[id] = Math.pow(Math.exp(logProbabilities[id]), 1 / temperature);
      total += weights[id];
    }
    double reached = 0;
    for (int id = Vocabulary.EOS; id < weights.length; id++) {
      reached += weights[id] / total;
      if (reached > place) {
        return id;
      }
    }
    throw new AssertionError("a place below 1 lies within the distribution");
  }

  @Test
  void refusesTensorsThatAreNotThoseOfTheConfiguration() {
    Checkpoint good = TinyModel.checkpoint(3);
    TensorLayout layout = TensorLayout.builder().add("embedding.weight", 2, 2).build();
    Checkpoint bad =
        new Checkpoint(
            good.path(),
            good.configuration(),
            good.taskFiles(),
            new TensorBlock(layout, new float[4], Map.of()),
            good.provenance());
    assertThatThrownBy(() -> new Predictor(bad))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "tiny-model: expected the tensor embedding.weight of shape [20, 5] by its"
                + " configuration, found [2, 2]");
  }
}
