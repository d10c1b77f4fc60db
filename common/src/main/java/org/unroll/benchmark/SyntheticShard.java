package org.unroll.benchmark;

import java.util.Arrays;
import org.unroll.dataset.WindowConfig;
import org.unroll.math.Seeds;
import org.unroll.task.language.WindowShard;

/** Random ids whose frequencies fall as 1/rank, as those of words do (Zipf), in windows. */
final class SyntheticShard {

  /** Ids below stand for padding, unknown words and ends of lines. */
  private static final int FIRST_WORD = 3;

  private SyntheticShard() {}

  /**
   * A shard of one text.
   *
   * @param vocabularySize V
   * @param windows how many windows the text has
   */
  static WindowShard of(WindowConfig config, int vocabularySize, int windows, long seed) {
    double[] cumulative = cumulativeFrequencies(vocabularySize - FIRST_WORD);
    WindowShard.Builder shard = new WindowShard.Builder(config, windows);
    int[] window = new int[config.length()];
    for (int w = 0; w < windows; w++) {
      long position = (long) w * config.stride();
      for (int i = 0; i < window.length; i++) {
        double uniform = Seeds.uniform(seed, position + i);
        int found = Arrays.binarySearch(cumulative, uniform);
        window[i] = FIRST_WORD + (found < 0 ? -found - 1 : found);
      }
      shard.add(0, position, window);
    }
    return shard.build();
  }

  private static double[] cumulativeFrequencies(int words) {
    double[] cumulative = new double[words];
    double sum = 0;
    for (int rank = 0; rank < words; rank++) {
      sum += 1.0 / (rank + 1);
      cumulative[rank] = sum;
    }
    for (int rank = 0; rank < words; rank++) {
      cumulative[rank] /= sum;
    }
    return cumulative;
  }
}
