package org.unroll.train.exchange;

import java.util.Arrays;
import java.util.List;

/**
 * The weighted mean of blocks: {@code sum n_k w_k / sum n_k}.
 *
 * <p>Summed in double, in the order of the shards; so the mean of a single block is that block, bit
 * for bit (a product of a weight below 2^29 and a float is exact in double).
 */
public final class WeightedMean {

  /** The number of values summed at a time, so that the sums stay in the first-level cache. */
  private static final int PIECE = 2048;

  private WeightedMean() {}

  /**
   * Averages the blocks of all shards; returns those of the first shard if all weights are zero.
   *
   * @param shards the blocks of each shard, in the order of the shards
   * @param weights of the shards
   */
  public static float[][] of(List<ValueBlock[]> shards, long[] weights) {
    long weight = Arrays.stream(weights).sum();
    if (weight == 0) {
      return of(shards.subList(0, 1), new long[] {1});
    }
    ValueBlock[] first = shards.get(0);
    float[][] means = new float[first.length][];
    double[] sum = new double[PIECE];
    for (int block = 0; block < means.length; block++) {
      means[block] = new float[first[block].size()];
      for (int offset = 0; offset < means[block].length; offset += PIECE) {
        int size = Math.min(PIECE, means[block].length - offset);
        Arrays.fill(sum, 0);
        for (int shard = 0; shard < weights.length; shard++) {
          if (weights[shard] > 0) {
            shards.get(shard)[block].addTo(sum, weights[shard], offset, size);
          }
        }
        divide(sum, weight, size, means[block], offset);
      }
    }
    return means;
  }

  private static void divide(double[] sum, double weight, int size, float[] mean, int offset) {
    for (int i = 0; i < size; i++) {
      mean[offset + i] = (float) (sum[i] / weight);
    }
  }
}
