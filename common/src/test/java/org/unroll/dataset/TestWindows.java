package org.unroll.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.text.Vocabulary;

class TestWindows {

  private static final String LECTURE =
      "A Universidade Federal de Viçosa (UFV) é uma universidade pública brasileira , com sua sede"
          + " localizada na cidade de Viçosa , no estado de Minas Gerais , possuindo campus também nas"
          + " cidades de Rio Paranaíba e Florestal .";

  /** The five pairs of the lecture: x is a window without its last word, y without its first. */
  @Test
  void cutsTheLecturesFivePairs() {
    String[] words = LECTURE.split(" ");
    Vocabulary vocabulary = Vocabulary.ofTokens(Arrays.stream(words).distinct().toList());
    int[] ids = Arrays.stream(words).mapToInt(vocabulary::id).toArray();
    List<String> pairs = new ArrayList<>();

    Windows.cut(
        ids,
        ids.length,
        new WindowConfig(8, 8),
        (position, window) ->
            pairs.add(text(vocabulary, window, 0, 7) + " -> " + text(vocabulary, window, 1, 8)));

    assertThat(pairs)
        .containsExactly(
            "A Universidade Federal de Viçosa (UFV) é -> Universidade Federal de Viçosa (UFV) é uma",
            "universidade pública brasileira , com sua sede -> pública brasileira , com sua sede"
                + " localizada",
            "na cidade de Viçosa , no estado -> cidade de Viçosa , no estado de",
            "Minas Gerais , possuindo campus também nas -> Gerais , possuindo campus também nas"
                + " cidades",
            "de Rio Paranaíba e Florestal . <pad> -> Rio Paranaíba e Florestal . <pad> <pad>");
  }

  private static String text(Vocabulary vocabulary, int[] window, int from, int to) {
    return String.join(" ", Arrays.stream(window, from, to).mapToObj(vocabulary::token).toList());
  }

  @Test
  void predictsEveryTokenOnceWhenTheStrideIsTheLengthLessOne() {
    WindowConfig config = new WindowConfig(6, 5);
    for (int count = 0; count < 40; count++) {
      int[] ids = new int[count];
      Arrays.setAll(ids, index -> index + 10);
      List<Integer> predicted = new ArrayList<>();
      List<Long> positions = new ArrayList<>();
      Windows.cut(
          ids,
          count,
          config,
          (position, window) -> {
            positions.add(position);
            for (int time = 1; time < window.length; time++) {
              if (window[time] != Vocabulary.PAD) {
                predicted.add(window[time]);
              }
            }
          });

      List<Integer> expected = new ArrayList<>();
      for (int index = 1; index < count; index++) {
        expected.add(index + 10);
      }
      assertThat(predicted).as("%d tokens", count).isEqualTo(expected);
      assertThat((long) positions.size()).isEqualTo(Windows.number(count, config));
    }
  }
}
