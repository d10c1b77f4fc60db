package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.BadDataException;
import org.unroll.math.Seeds;

/** Draws at every temperature, from scores of every size. */
class TestTokenDraw {

  private static final BitSet NONE = new BitSet();
  private static final double JUST_BELOW_1 = Math.nextDown(1f);

  private static Distribution distribution(float... scores) {
    double max = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).max().orElseThrow();
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - max);
    }
    return new Distribution(scores, max + Math.log(sum));
  }

  /** The ids from 2 on, as a model without line breaks in its tokens has them. */
  private static TokenDraw draw(Distribution distribution, double temperature) {
    return new TokenDraw(
        IntStream.range(2, distribution.size()).toArray(), SamplingConfig.of(temperature, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.MIN_VALUE, 1e-300, 1e-30, 1e-6, 1e-3})
  void aLowTemperatureTakesTheMostProbableToken(double temperature) {
    Distribution next = distribution(9, 8, -1e4f, 3, 7, 1e4f, -5, 0);
    for (double place : new double[] {0, 0.3, 0.5, 0.999, JUST_BELOW_1}) {
      assertThat(draw(next, temperature).next(next, NONE, place)).isEqualTo(5);
    }
    Distribution flat = distribution(9, 8, -3, 1.5f, 7, -2, 3);
    for (double place : new double[] {0, 0.3, 0.999, JUST_BELOW_1}) {
      assertThat(draw(flat, temperature).next(flat, NONE, place)).isEqualTo(4);
    }
  }

  /** What may not be drawn has all of the probability; the rest is drawn by its own weights. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 1e-30, 0.01, 1, 1e3})
  void whatMayNotBeDrawnNeverIs(double temperature) {
    Distribution next = distribution(1e4f, 1e4f, -1e4f, -1e4f + 30, -1e4f);
    for (int i = 0; i < 1000; i++) {
      assertThat(draw(next, temperature).next(next, NONE, Seeds.uniform(1, i))).isBetween(2, 4);
    }
    if (temperature <= 1) {
      assertThat(draw(next, temperature).next(next, NONE, 0.5)).isEqualTo(3);
    }
  }

  /** Rounding must not end at a token that the temperature has made impossible. */
  @Test
  void theLastPlaceBelongsToATokenThatIsPossible() {
    Distribution next = distribution(0, 0, 0, 0, 0, 0, 0, 0, 0, -1e4f, -1e4f);
    for (double temperature : new double[] {1e-30, 0.3, 1, 2}) {
      assertThat(draw(next, temperature).next(next, NONE, Math.nextDown(1.0))).isEqualTo(8);
    }
  }

  @Test
  void equalsAreTakenByLowestIdAtTemperature0() {
    Distribution next = distribution(5, 5, 1, 4, 4, 2, 4);
    assertThat(draw(next, 0).next(next, NONE, 0.9)).isEqualTo(3);
    Distribution flat = distribution(0, 0, 0, 0);
    assertThat(draw(flat, 0).next(flat, NONE, 0.9)).isEqualTo(2);
  }

  @Test
  void aHighTemperatureMakesAllTokensEquallyProbable() {
    Distribution next = distribution(0, 0, -4, 3, 1, 0, -2);
    for (double temperature : new double[] {1e6, 1e300, Double.MAX_VALUE}) {
      int[] counts = new int[next.size()];
      TokenDraw draw = draw(next, temperature);
      for (int i = 0; i < 5000; i++) {
        counts[draw.next(next, NONE, (i + 0.5) / 5000)]++;
      }
      assertThat(counts).containsExactly(0, 0, 1000, 1000, 1000, 1000, 1000);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 2.5})
  void frequenciesAreThoseOfTheDistributionRaisedToOneOverTheTemperature(double temperature) {
    Distribution next = distribution(1, 2, -1, 0.5f, 1, 0);
    double[] weights = new double[next.size()];
    double total = 0;
    for (int id = 2; id < weights.length; id++) {
      weights[id] = Math.pow(next.probability(id), 1 / temperature);
      total += weights[id];
    }
    int[] counts = new int[weights.length];
    TokenDraw draw = draw(next, temperature);
    int draws = 20000;
    for (int i = 0; i < draws; i++) {
      counts[draw.next(next, NONE, (i + 0.5) / draws)]++;
    }
    for (int id = 2; id < weights.length; id++) {
      assertThat((double) counts[id] / draws).isCloseTo(weights[id] / total, within(1e-4));
    }
  }

  @Test
  void refusesWhatIsNoDistribution() {
    float[][] broken = {
      {0, 0, Float.NaN, 1}, {0, 0, 1, Float.NaN}, {0, 0, Float.NaN, Float.NaN},
    };
    for (float[] scores : broken) {
      Distribution next = new Distribution(scores, 1);
      assertThatThrownBy(() -> draw(next, 1).next(next, NONE, 0.5))
          .isInstanceOf(BadDataException.class)
          .hasMessage(
              "expected a model whose log-probabilities are finite, found one that gives NaN; its"
                  + " training diverged, use an earlier checkpoint");
    }
    float[] finite = {0, 1, 2};
    assertThatThrownBy(() -> new Distribution(finite, Double.POSITIVE_INFINITY))
        .isInstanceOf(BadDataException.class);
  }
}
