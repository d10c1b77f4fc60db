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
  private final TextModel model = new TextModel(TinyModel.checkpoint(3));

  @AfterEach
  void close() {
    model.close();
  }

  private static PlainLstm plain() {
    return new PlainLstm(TinyModel.tensors(3), TinyModel.LAYERS);
  }

  /** The distribution behind a text, which is read as a line of its own. */
  private double[] after(PlainLstm plain, String text) {
    double[] next = plain.read(Vocabulary.EOS);
    for (String token : text.isEmpty() ? new String[0] : text.split(" ")) {
      next = plain.read(vocabulary.id(token));
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

    List<Completion> found = new Completer(model).complete(TEXT, 100).completions();

    assertThat(found).extracting(Completion::token).isEqualTo(expected);
    assertThat(found).extracting(Completion::token).doesNotContain("<pad>", "<unk>");
    for (Completion completion : found) {
      assertThat(completion.probability())
          .isCloseTo(Math.exp(next[vocabulary.id(completion.token())]), within(1e-5));
    }
    assertThat(new Completer(model).complete(TEXT, 3).completions()).isEqualTo(found.subList(0, 3));
    assertThat(new Completer(model).complete(TEXT, Integer.MAX_VALUE).completions())
        .isEqualTo(found);
  }

  @Test
  void aCompletionDoesNotDependOnTheOneBefore() {
    Completer completer = new Completer(model);
    List<Completion> first = completer.complete("w5", 3).completions();
    completer.complete(TEXT, 3);
    assertThat(completer.complete("w5", 3).completions()).isEqualTo(first);
    assertThat(completer.complete("", 1).completions()).hasSize(1);
    assertThatThrownBy(() -> completer.complete("w5", 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("expected at least 1 completion, found 0");
  }

  @Test
  void scoresEachTokenGivenThoseBeforeIt() {
    PlainLstm plain = plain();
    double[] next = plain.read(Vocabulary.EOS);
    List<Double> expected = new ArrayList<>();
    for (String token : TEXT.split(" ")) {
      expected.add(next[vocabulary.id(token)]);
      next = plain.read(vocabulary.id(token));
    }

    ScoreReport report = new Scorer(model).score(TEXT);

    double sum = 0;
    for (int i = 0; i < expected.size(); i++) {
      assertThat(report.tokens().get(i).token()).isEqualTo(TEXT.split(" ")[i]);
      assertThat(report.tokens().get(i).logProbability()).isCloseTo(expected.get(i), within(1e-5));
      sum += expected.get(i);
    }
    assertThat(report.logProbability()).isCloseTo(sum, within(1e-4));
    assertThat(report.perplexity()).isCloseTo(Math.exp(-sum / expected.size()), within(1e-3));
    assertThatThrownBy(() -> new Scorer(model).score("  "))
        .isInstanceOf(BadDataException.class)
        .hasMessage("expected a text with at least one token, found none");
  }

  @Test
  void saysWhichTokensOfAPromptAreUnknown() {
    Completer completer = new Completer(model);
    assertThat(completer.complete("w3 odd\nw1 new odd", 3).unknown()).containsExactly("odd", "new");
    assertThat(completer.complete("w3 w1\n", 3).unknown()).isEmpty();
  }

  /** Behind a line, the next one is read; its end is no less a token than the others. */
  @Test
  void anEndOfLineIsReadAndScored() {
    PlainLstm plain = plain();
    double[] first = plain.read(Vocabulary.EOS);
    double[] end = plain.read(vocabulary.id("w3"));
    double[] second = plain.read(Vocabulary.EOS);
    plain.read(vocabulary.id("w1"));
    for (String text : new String[] {"w3\nw1", "w3\r\nw1", "w3\rw1", " w3 \nw1 "}) {
      ScoreReport report = model.score(text);
      assertThat(report.tokens())
          .extracting(Scorer.ScoredToken::token)
          .containsExactly("w3", "<eos>", "w1");
      assertThat(report.tokens().get(0).logProbability())
          .isCloseTo(first[vocabulary.id("w3")], within(1e-5));
      assertThat(report.tokens().get(1).logProbability())
          .isCloseTo(end[Vocabulary.EOS], within(1e-5));
      assertThat(report.tokens().get(2).logProbability())
          .isCloseTo(second[vocabulary.id("w1")], within(1e-5));
      assertThat(report.endsOfLines()).isEqualTo(1);
    }
    assertThat(model.score("w3").endsOfLines()).isZero();
    assertThat(model.score("\n").tokens()).hasSize(1);
    assertThat(model.complete("w3\n", 3).completions())
        .isNotEqualTo(model.complete("w3", 3).completions());
  }

  @Test
  void scoresWithAndWithoutUnknownTokens() {
    ScoreReport report = model.score("w3 unheard\nw1 <unk>\n");
    List<Scorer.ScoredToken> tokens = report.tokens();
    assertThat(tokens)
        .extracting(Scorer.ScoredToken::unknown)
        .containsExactly(false, true, false, false, true, false);
    assertThat(report.unknown()).isEqualTo(2);
    assertThat(report.endsOfLines()).isEqualTo(2);
    double known =
        tokens.stream()
            .filter(token -> !token.unknown())
            .mapToDouble(Scorer.ScoredToken::logProbability)
            .sum();
    assertThat(report.logProbabilityWithoutUnk()).isEqualTo(known);
    assertThat(report.perplexityWithoutUnk()).isEqualTo(Math.exp(-known / 4));
    assertThat(model.score("unheard").perplexityWithoutUnk()).isNull();
    ScoreReport without = model.score("w3 w1");
    assertThat(without.perplexityWithoutUnk()).isEqualTo(without.perplexity());
  }

  /** As many lines as fill several batches, of all lengths, empty ones among them. */
  @Test
  void linesTogetherScoreAsEachAlone() {
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 67; line++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < line % 29; word++) {
        text.append('w').append((int) (Seeds.uniform(line, word) * 19)).append(' ');
      }
      lines.add(text.toString());
    }
    List<ScoreReport> together = model.scoreLines(lines);
    assertThat(together).hasSize(67);
    ScoreTotals totals = new ScoreTotals();
    for (int i = 0; i < lines.size(); i++) {
      ScoreReport alone = model.score(lines.get(i) + "\n");
      assertThat(together.get(i).text()).isEqualTo(lines.get(i));
      assertThat(together.get(i).tokens()).isEqualTo(alone.tokens());
      assertThat(together.get(i).logProbability()).isEqualTo(alone.logProbability());
      assertThat(together.get(i).endsOfLines()).isEqualTo(1);
      assertThat(model.scoreLines(lines.subList(i, i + 1))).containsExactly(together.get(i));
      totals.add(alone);
    }
    ScoreTotals.ScoreSummary summary = totals.summary();
    assertThat(summary.lines()).isEqualTo(67);
    assertThat(summary.tokens())
        .isEqualTo(together.stream().mapToLong(report -> report.tokens().size()).sum());
    assertThat(summary.perplexity())
        .isEqualTo(Math.exp(-summary.logProbability() / summary.tokens()));
    assertThat(summary.perplexityWithoutUnk()).isNotEqualTo(summary.perplexity());
    assertThat(model.scoreLines(List.of())).isEmpty();
  }

  @Test
  void refusesATemperatureOrALengthThatMeansNothing() {
    Sampler sampler = new Sampler(model);
    for (double temperature :
        new double[] {-1, -1e-30, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThatThrownBy(() -> sampler.generate("w2", 3, temperature, 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("expected a finite temperature of at least 0, found " + temperature);
    }
    for (int length : new int[] {0, -5}) {
      assertThatThrownBy(() -> sampler.generate("w2", length, 1, 1))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage("expected a length of at least 1 token to generate, found " + length);
    }
  }

  @Test
  void atTemperature0TakesTheMostProbableToken() {
    PlainLstm plain = plain();
    double[] next = after(plain, "w2 w4");
    StringBuilder expected = new StringBuilder("w2 w4");
    for (int drawn = 0; drawn < 30; drawn++) {
      int best = Vocabulary.EOS;
      for (int id = best; id < next.length; id++) {
        best = next[id] > next[best] ? id : best;
      }
      boolean lineBegins = expected.charAt(expected.length() - 1) == '\n';
      expected
          .append(best == Vocabulary.EOS || lineBegins ? "" : " ")
          .append(best == Vocabulary.EOS ? "\n" : vocabulary.token(best));
      next = plain.read(best);
    }
    for (double temperature : new double[] {0, -0.0, Double.MIN_VALUE, 1e-30, 1e-6}) {
      assertThat(model.generate("w2 w4", 30, temperature, 7).text()).isEqualTo(expected.toString());
    }
  }

  @Test
  void drawsFromTheDistribution() {
    double temperature = 0.7;
    long seed = 5;
    PlainLstm plain = plain();
    double[] next = after(plain, "w2 w4");
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
      next = plain.read(id);
    }

    Sample sample = new Sampler(model).generate("w2 w4", 30, temperature, seed);

    assertThat(sample.text()).isEqualTo(expected.toString());
    assertThat(new Sampler(model).generate("w2 w4", 30, temperature, seed)).isEqualTo(sample);
    assertThat(new Sampler(model).generate("w2 w4", 30, temperature, 6).text())
        .isNotEqualTo(sample.text());
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
    assertThatThrownBy(() -> new TextModel(bad))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "tiny-model: expected the tensor embedding.weight of shape [20, 5], found [2, 2]");
  }
}
