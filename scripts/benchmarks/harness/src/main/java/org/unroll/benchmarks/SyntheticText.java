package org.unroll.benchmarks;

import java.util.Arrays;
import java.util.Random;

/**
 * Mini-batches of random ids with frequencies proportional to 1/rank, the same for every contender.
 *
 * <p>The sequences continue from one batch to the next. Ids 0, 1 and 2 do not occur: Unroll
 * reserves them for padding, unknown words and ends of lines.
 */
public final class SyntheticText {

  private static final int FIRST_WORD = 3;
  private static final long SEED = 20_140_908;

  private final int timeSteps;
  private final int batchSize;
  private final int batches;
  private final int[] ids; // (B, batches * T + 1)

  /**
   * Draws the text.
   *
   * @param batches the number of different mini-batches
   */
  public SyntheticText(Preset preset, int batches) {
    this.timeSteps = preset.timeSteps();
    this.batchSize = preset.batchSize();
    this.batches = batches;
    this.ids = new int[batchSize * sequenceLength()];
    double[] cumulative = cumulativeFrequencies(preset.vocabularySize() - FIRST_WORD);
    Random random = new Random(SEED);
    for (int i = 0; i < ids.length; i++) {
      int found = Arrays.binarySearch(cumulative, random.nextDouble());
      ids[i] = FIRST_WORD + (found < 0 ? -found - 1 : found);
    }
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

  private int sequenceLength() {
    return batches * timeSteps + 1;
  }

  /** Returns the number of different mini-batches. */
  public int batches() {
    return batches;
  }

  /** Returns a new array of the input ids of one mini-batch, {@code (T, B)}. */
  public int[] inputs(int batch) {
    return window(batch * timeSteps);
  }

  /** Returns a new array of the target ids of one mini-batch, {@code (T, B)}. */
  public int[] targets(int batch) {
    return window(batch * timeSteps + 1);
  }

  private int[] window(int start) {
    int[] window = new int[timeSteps * batchSize];
    for (int t = 0; t < timeSteps; t++) {
      for (int b = 0; b < batchSize; b++) {
        window[t * batchSize + b] = ids[b * sequenceLength() + start + t];
      }
    }
    return window;
  }
}
