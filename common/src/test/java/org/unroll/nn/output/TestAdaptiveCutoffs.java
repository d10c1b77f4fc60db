package org.unroll.nn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestAdaptiveCutoffs {

  @Test
  void frequentWordsMakeASmallHead() {
    List<Integer> cutoffs = AdaptiveCutoffs.of(zipf(100_000), 650, 700);
    assertThat(cutoffs).hasSizeBetween(2, 4).isSorted().doesNotHaveDuplicates();
    assertThat(cutoffs.get(0)).isBetween(500, 10_000);
    assertThat(cutoffs.get(cutoffs.size() - 1)).isLessThan(100_000);
  }

  @Test
  void aNarrowNetworkGetsFewClusters() {
    assertThat(AdaptiveCutoffs.of(zipf(50_000), 24, 400)).hasSize(1);
  }

  @Test
  void theSmallestVocabularyCanBeCut() {
    assertThat(AdaptiveCutoffs.of(new long[] {0, 5}, 8, 20)).containsExactly(1);
    assertThat(AdaptiveCutoffs.of(new long[40], 8, 20)).allMatch(cutoff -> cutoff < 40);
  }

  /** Counts that fall as 1 / rank. */
  private static long[] zipf(int words) {
    long[] counts = new long[words];
    for (int id = 1; id < words; id++) {
      counts[id] = 10_000_000 / id;
    }
    return counts;
  }
}
