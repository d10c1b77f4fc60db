package org.unroll.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.unroll.math.Seeds;

class TestDistribution {

  private static Distribution distribution(int size, int levels) {
    float[] scores = new float[size];
    float max = 0;
    for (int id = 0; id < size; id++) {
      scores[id] = (float) Math.floor(Seeds.uniform(3, id) * levels);
      max = Math.max(max, scores[id]);
    }
    double sum = 0;
    for (float score : scores) {
      sum += Math.exp(score - max);
    }
    return new Distribution(scores, max + Math.log(sum));
  }

  @Test
  void isADistribution() {
    Distribution distribution = distribution(100, 8);
    double sum = IntStream.range(0, 100).mapToDouble(distribution::probability).sum();
    assertThat(sum).isCloseTo(1, within(1e-6));
    assertThat(distribution.size()).isEqualTo(100);
  }

  /** Few levels make many ties, which the lower id wins. */
  @Test
  void selectsWhatSortingWould() {
    for (int levels : new int[] {1, 2, 7, 1000}) {
      for (int size : new int[] {1, 2, 3, 50, 333}) {
        Distribution distribution = distribution(size, levels);
        for (int first = 0; first <= Math.min(size, 3); first++) {
          int[] sorted =
              IntStream.range(first, size)
                  .boxed()
                  .sorted(
                      Comparator.comparingDouble((Integer id) -> -distribution.logProbability(id)))
                  .mapToInt(Integer::intValue)
                  .toArray();
          for (int count : new int[] {0, 1, 2, 3, 10, 400}) {
            int[] expected = IntStream.of(sorted).limit(count).toArray();
            assertThat(distribution.mostProbable(first, count)).isEqualTo(expected);
          }
        }
      }
    }
  }

  @Test
  void refusesAFirstIdBeyondTheVocabulary() {
    assertThatThrownBy(() -> distribution(5, 2).mostProbable(6, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
