package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;

/** Passages side by side against one pass over the text. */
class TestPassageEvaluator {

  private static final int VOCABULARY = 83;
  private static final ModelConfig CONFIG = Models.plain(CellKind.LSTM, 2, 9, 13, 0);

  private static ForwardLanguageModel model;

  @BeforeAll
  static void makeModel() {
    TensorLayout layout = LanguageModel.layout(CONFIG, VOCABULARY);
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, CONFIG, 5);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 5;
    }
    model = new ForwardLanguageModel(CONFIG, VOCABULARY, new TensorBlock(layout, values, Map.of()));
  }

  @AfterAll
  static void closeModel() {
    model.close();
  }

  private static int[] text(int length, long seed) {
    return IntStream.range(0, length)
        .map(i -> 1 + (int) ((VOCABULARY - 1) * Seeds.uniform(seed, i)))
        .toArray();
  }

  /** The sum of the log-probabilities of all tokens but the first. */
  private static double onePass(int[] ids) {
    float[] state = new float[model.stateSize()];
    model.read(new int[] {ids[0]}, state);
    double sum = 0;
    for (float value : model.score(Arrays.copyOfRange(ids, 1, ids.length), state)) {
      sum += value;
    }
    return sum;
  }

  private static Passage article(int place, int length) {
    return new Passage(place, text(length, place), new float[0]);
  }

  private static double loss(LanguageMetrics metrics) {
    return Math.log(metrics.perplexity()) * metrics.predictions();
  }

  @Test
  void articlesSideBySideAreWhatTheyAreAlone() {
    List<Passage> articles = new ArrayList<>();
    for (int place = 0; place < 70; place++) {
      articles.add(article(place, 1 + 17 * place % 90)); // some have one token, which is no target
    }
    LanguageMetrics alone = new LanguageMetrics();
    double expected = 0;
    long predictions = 0;
    for (Passage article : articles) {
      alone.add(PassageMetrics.sum(PassageEvaluator.evaluate(model, List.of(article).iterator())));
      if (article.ids().length > 1) {
        expected -= onePass(article.ids());
        predictions += article.ids().length - 1;
      }
    }
    Collections.reverse(articles);
    LanguageMetrics together =
        PassageMetrics.sum(PassageEvaluator.evaluate(model, articles.iterator()));

    assertThat(together.figures()).isEqualTo(alone.figures());
    assertThat(together.predictions()).isEqualTo(predictions);
    assertThat(loss(together)).isCloseTo(expected, within(1e-6 * expected));
  }

  @Test
  void thePassagesOfALongTextAddUpToIt() {
    int[] text = text(5000, 7);
    LanguageMetrics whole =
        PassageMetrics.sum(
            PassageEvaluator.evaluate(
                model, List.of(new Passage(0, text, new float[0])).iterator()));
    for (int chunk : new int[] {1, 35, 1024, 1025, 5000}) {
      List<Passage> passages = new ArrayList<>();
      new PassageCutter(model, chunks(text, chunk)).forEachRemaining(passages::add);
      assertThat(passages).hasSize(5);
      Collections.shuffle(passages, new java.util.Random(chunk));
      LanguageMetrics sum =
          PassageMetrics.sum(PassageEvaluator.evaluate(model, passages.iterator()));

      assertThat(sum.predictions()).isEqualTo(4999);
      assertThat(sum.accuracyAt3()).isEqualTo(whole.accuracyAt3());
      assertThat(loss(sum)).isCloseTo(loss(whole), within(1e-12 * loss(whole)));
    }
  }

  @Test
  void aTextMayEndWithAPassageOrHaveNothingToPredict() {
    for (int length : new int[] {0, 1, 2, 1024, 1025, 1026, 2049}) {
      int[] text = text(length, 3);
      List<Passage> passages = new ArrayList<>();
      new PassageCutter(model, chunks(text, 100)).forEachRemaining(passages::add);
      LanguageMetrics sum =
          PassageMetrics.sum(PassageEvaluator.evaluate(model, passages.iterator()));
      assertThat(sum.predictions()).isEqualTo(Math.max(0, length - 1));
    }
  }

  private static Iterator<int[]> chunks(int[] text, int size) {
    return IntStream.iterate(0, from -> from < text.length, from -> from + size)
        .mapToObj(from -> Arrays.copyOfRange(text, from, Math.min(text.length, from + size)))
        .iterator();
  }
}
