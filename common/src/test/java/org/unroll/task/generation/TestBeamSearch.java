package org.unroll.task.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.text.Vocabulary;

/** The search on models whose predictions are random functions of the source and of all tokens. */
class TestBeamSearch {

  private static final int WORDS = 6; // three of them are <pad>, <unk> and <eos>
  private static final int LENGTH = 4;

  /** A state is a hash of the tokens that were read. */
  private static final class RandomModel implements StepDecoder {

    @Override
    public int vocabularySize() {
      return WORDS;
    }

    @Override
    public float[][] step(int[] sources, int[] tokens, float[][] states, float[] logProbabilities) {
      float[][] attention = new float[tokens.length][];
      for (int r = 0; r < tokens.length; r++) {
        states[r][0] = next(states[r][0], tokens[r]);
        System.arraycopy(predict(sources[r], states[r][0]), 0, logProbabilities, r * WORDS, WORDS);
        attention[r] = new float[] {tokens[r]};
      }
      return attention;
    }

    static float next(float state, int token) {
      return (int) (Seeds.at((long) state, token) >>> 48);
    }

    static float[] predict(int source, float state) {
      float[] logProbabilities = new float[WORDS];
      double sum = 0;
      for (int w = 0; w < WORDS; w++) {
        double odds = Seeds.uniform(Seeds.mix(source, (long) state), w);
        logProbabilities[w] = (float) odds;
        sum += odds;
      }
      for (int w = 0; w < WORDS; w++) {
        logProbabilities[w] = (float) Math.log(logProbabilities[w] / sum);
      }
      return logProbabilities;
    }
  }

  private record Text(List<Integer> tokens, double score) {}

  /** All texts up to the maximum length. */
  private static void texts(
      int source,
      float state,
      int last,
      List<Integer> before,
      double p,
      SearchConfig config,
      List<Text> found) {
    float after = RandomModel.next(state, last);
    float[] predicted = RandomModel.predict(source, after);
    int length = before.size() + 1;
    found.add(new Text(before, config.score(p + predicted[Vocabulary.EOS], length)));
    for (int word = Vocabulary.EOS + 1; word < WORDS; word++) {
      List<Integer> tokens = new ArrayList<>(before);
      tokens.add(word);
      if (length == LENGTH) {
        found.add(new Text(tokens, config.score(p + predicted[word], length)));
      } else {
        texts(source, after, word, tokens, p + predicted[word], config, found);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.6, 1})
  void aBeamOfAllTextsIsExhaustiveSearch(double lengthPenalty) {
    SearchConfig config = new SearchConfig((int) Math.pow(WORDS, LENGTH), lengthPenalty);
    float[][] states = {{1}, {2}, {3}};
    List<List<Hypothesis>> found = new BeamSearch(new RandomModel(), config, LENGTH).search(states);
    for (int source = 0; source < states.length; source++) {
      List<Text> all = new ArrayList<>();
      texts(source, states[source][0], Vocabulary.EOS, List.of(), 0, config, all);
      all.sort(Comparator.comparingDouble(text -> -text.score()));
      assertThat(found.get(source)).hasSameSizeAs(all);
      for (int i = 0; i < all.size(); i++) {
        Hypothesis hypothesis = found.get(source).get(i);
        assertThat(hypothesis.score()).isCloseTo(all.get(i).score(), within(1e-6));
        assertThat(Arrays.stream(hypothesis.tokens()).boxed().toList())
            .isEqualTo(all.get(i).tokens());
      }
    }
  }

  @Test
  void aBeamOfOneIsGreedy() {
    for (int start = 0; start < 50; start++) {
      List<Integer> expected = new ArrayList<>();
      float state = start;
      int token = Vocabulary.EOS;
      while (expected.size() < LENGTH) {
        state = RandomModel.next(state, token);
        float[] predicted = RandomModel.predict(0, state);
        token = Vocabulary.EOS;
        for (int word = Vocabulary.EOS; word < WORDS; word++) {
          token = predicted[word] > predicted[token] ? word : token;
        }
        if (token == Vocabulary.EOS) {
          break;
        }
        expected.add(token);
      }
      List<List<Hypothesis>> found =
          new BeamSearch(new RandomModel(), SearchConfig.GREEDY, LENGTH)
              .search(new float[][] {{start}});
      assertThat(found.get(0)).hasSize(1);
      Hypothesis hypothesis = found.get(0).get(0);
      assertThat(Arrays.stream(hypothesis.tokens()).boxed().toList()).isEqualTo(expected);
      assertThat(hypothesis.ended()).isEqualTo(expected.size() < LENGTH);
      assertThat(hypothesis.attention())
          .hasNumberOfRows(expected.size() + (hypothesis.ended() ? 1 : 0));
    }
  }

  /** Sources that are searched together have the texts that they have alone. */
  @Test
  void sourcesDoNotChangeEachOther() {
    SearchConfig config = new SearchConfig(3, 0.6);
    float[][] states = new float[20][];
    for (int i = 0; i < states.length; i++) {
      states[i] = new float[] {i};
    }
    StepDecoder ofOneSource =
        new StepDecoder() {
          private final StepDecoder model = new RandomModel();

          @Override
          public int vocabularySize() {
            return WORDS;
          }

          @Override
          public float[][] step(int[] sources, int[] tokens, float[][] rows, float[] predicted) {
            return model.step(new int[sources.length], tokens, rows, predicted);
          }
        };
    List<List<Hypothesis>> together = new BeamSearch(ofOneSource, config, LENGTH).search(states);
    for (int i = 0; i < states.length; i++) {
      List<Hypothesis> alone =
          new BeamSearch(ofOneSource, config, LENGTH).search(new float[][] {states[i]}).get(0);
      assertThat(together.get(i)).hasSameSizeAs(alone);
      for (int n = 0; n < alone.size(); n++) {
        assertThat(together.get(i).get(n).tokens()).isEqualTo(alone.get(n).tokens());
        assertThat(together.get(i).get(n).score()).isEqualTo(alone.get(n).score());
      }
    }
  }

  /** Of equal texts, the one with the smaller ids comes first. */
  @Test
  void tiesAreDecidedByIds() {
    StepDecoder indifferent =
        new StepDecoder() {
          @Override
          public int vocabularySize() {
            return WORDS;
          }

          @Override
          public float[][] step(
              int[] sources, int[] tokens, float[][] states, float[] logProbabilities) {
            Arrays.fill(logProbabilities, -1);
            for (int r = 0; r < tokens.length; r++) {
              logProbabilities[r * WORDS + Vocabulary.EOS] = -9;
            }
            return new float[tokens.length][0];
          }
        };
    List<Hypothesis> found =
        new BeamSearch(indifferent, new SearchConfig(4, 0), 2).search(new float[1][0]).get(0);
    assertThat(found.stream().map(Hypothesis::tokens).toList())
        .containsExactly(new int[] {3, 3}, new int[] {3, 4}, new int[] {3, 5}, new int[] {4, 3});
  }

  @Test
  void refusesWhatMeansNothing() {
    assertThatThrownBy(() -> new SearchConfig(0, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("beamSize must be at least 1, found 0");
    assertThatThrownBy(() -> new SearchConfig(1, Double.NaN))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("lengthPenalty must be at least 0, found NaN");
  }
}
