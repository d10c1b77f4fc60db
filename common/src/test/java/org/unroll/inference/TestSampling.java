package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.testing.TinyModel;

/** What top-k, top-p, min-p and the repetition penalty leave, and where texts end. */
class TestSampling {

  private final TextModel model = new TextModel(TinyModel.checkpoint(3));

  @AfterEach
  void close() {
    model.close();
  }

  /**
   * Of tokens with the probabilities 0.4, 0.1, 0.3, 0.15, 0.05: how many of 1000 draws each has.
   */
  private static int[] draws(SamplingConfig sampling, BitSet seen) {
    double[] probabilities = {0.4, 0.1, 0.3, 0.15, 0.05};
    float[] scores = new float[5];
    for (int id = 0; id < 5; id++) {
      scores[id] = (float) Math.log(probabilities[id]);
    }
    TokenDraw draw = new TokenDraw(IntStream.range(0, 5).toArray(), sampling);
    Distribution next = new Distribution(scores, 0);
    int[] counts = new int[5];
    for (int i = 0; i < 1000; i++) {
      counts[draw.next(next, seen, (i + 0.5) / 1000)]++;
    }
    return counts;
  }

  private static SamplingConfig sampling(
      double penalty, double temperature, int topK, double topP, double minP) {
    return new SamplingConfig(penalty, temperature, topK, topP, minP, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, '400 100 300 150 50'",
    "2, 1, 0, '571 0 429 0 0'",
    "1, 1, 0, '1000 0 0 0 0'",
    "9, 1, 0, '400 100 300 150 50'",
    "0, 0.39, 0, '1000 0 0 0 0'",
    "0, 0.69, 0, '571 0 429 0 0'",
    "0, 0.71, 0, '471 0 353 176 0'",
    "0, 1e-9, 0, '1000 0 0 0 0'",
    "2, 0.5, 0, '1000 0 0 0 0'",
    "0, 1, 0.3, '471 0 353 176 0'",
    "0, 1, 1, '1000 0 0 0 0'",
    "4, 0.97, 0.2, '421 105 316 158 0'",
  })
  void whatIsKeptHasItsShare(int topK, double topP, double minP, String expected) {
    int[] counts = draws(sampling(1, 1, topK, topP, minP), new BitSet());
    int[] wanted =
        java.util.Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray();
    for (int id = 0; id < 5; id++) {
      assertThat(counts[id]).as("token " + id).isBetween(wanted[id] - 1, wanted[id] + 1);
    }
  }

  @Test
  void equalsAreKeptByLowestId() {
    Distribution flat = new Distribution(new float[] {0, 0, 0, 0, 0}, Math.log(5));
    TokenDraw draw = new TokenDraw(new int[] {1, 2, 3, 4}, sampling(1, 1, 2, 1, 0));
    for (int i = 0; i < 100; i++) {
      assertThat(draw.next(flat, new BitSet(), i / 100.0)).isBetween(1, 2);
    }
  }

  @Test
  void aPenaltyMakesWhatWasSeenRarer() {
    BitSet seen = new BitSet();
    seen.set(0);
    assertThat(draws(sampling(2, 1, 0, 1, 0), seen)[0]).isBetween(209, 212);
    assertThat(draws(sampling(2, 0, 0, 1, 0), seen)[2]).isEqualTo(1000);
    assertThat(draws(sampling(0.5, 1, 0, 1, 0), seen)[0]).isGreaterThan(500);
  }

  @Test
  void valuesThatMeanNothingAreRefused() {
    double[][] wrong = {
      {0, 1, 0, 1, 0},
      {1, -1, 0, 1, 0},
      {1, 1, -1, 1, 0},
      {1, 1, 0, 0, 0},
      {1, 1, 0, 1.01, 0},
      {1, 1, 0, 1, -0.1},
      {1, 1, 0, 1, 1.1},
      {Double.NaN, 1, 0, 1, 0},
      {1, 1, 0, Double.NaN, 0},
    };
    for (double[] values : wrong) {
      assertThatThrownBy(
              () -> sampling(values[0], values[1], (int) values[2], values[3], values[4]))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("found");
    }
    SamplingConfig plain = SamplingConfig.of(1, 1);
    assertThatThrownBy(() -> new GenerationConfig(plain, 1, List.of("a", "")))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aTextEndsBeforeTheFirstOfItsStopStrings() {
    String whole = model.generate("w2", 60, 1, 4).text();
    String first = whole.substring(12, 15);
    String second = whole.substring(30, 36);
    GenerationConfig config =
        new GenerationConfig(SamplingConfig.of(1, 4), 60, List.of("none", second, first));
    assertThat(model.generate("w2", config).text())
        .isEqualTo(whole.substring(0, whole.indexOf(first, 2)));
    GenerationConfig lines = new GenerationConfig(SamplingConfig.of(1, 4), 60, List.of("\n"));
    assertThat(model.generate("w2", lines).text()).doesNotContain("\n");
  }

  /** What is sent early is never taken back. */
  @Test
  void theStableTextOnlyGrows() {
    for (int seed = 0; seed < 20; seed++) {
      GenerationConfig config =
          new GenerationConfig(SamplingConfig.of(1.5, seed), 40, List.of("w1 w16", "w3 w4 w5"));
      int[] prompt = model.encode("w2 w3");
      Continuation continuation = new Continuation(model, "w2 w3", prompt, config);
      Session session = model.newSession();
      session.read(prompt);
      String before = "";
      while (!continuation.isFinished()) {
        session.read(continuation.draw(session.next()));
        assertThat(continuation.stableText()).startsWith(before);
        assertThat(continuation.text()).startsWith(continuation.stableText());
        before = continuation.stableText();
      }
      assertThat(before).isEqualTo(continuation.text());
    }
  }
}
