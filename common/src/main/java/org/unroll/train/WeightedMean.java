package org.unroll.train;

import java.util.Arrays;
import java.util.List;

/**
 * The weighted mean of blocks of parameters: {@code sum n_k w_k / sum n_k}.
 *
 * <p>Summed in double, in the order of the calls; so the mean of a single block is that block, bit
 * for bit (a product of a weight below 2^29 and a float is exact in double).
 */
public final class WeightedMean {

  private final double[] sum;
  private long weight;

  public WeightedMean(int size) {
    this.sum = new double[size];
  }

  /**
   * The mean of several blocks of each shard; what the first shard has, if all weigh nothing.
   *
   * @param shards the blocks of each shard, in the order of the shards
   * @param weights of the shards
   */
  static float[][] of(List<float[][]> shards, long[] weights) {
    float[][] first = shards.get(0);
    if (Arrays.stream(weights).sum() == 0) {
      return first;
    }
    float[][] means = new float[first.length][];
    for (int block = 0; block < means.length; block++) {
      WeightedMean mean = new WeightedMean(first[block].length);
      for (int shard = 0; shard < weights.length; shard++) {
        mean.add(shards.get(shard)[block], weights[shard]);
      }
      means[block] = mean.mean();
    }
    return means;
  }

  /** Adds a block with a weight; one that weighs nothing changes nothing. */
  public void add(float[] block, long blockWeight) {
    if (blockWeight == 0) {
      return;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += (double) blockWeight * block[i];
    }
    weight += blockWeight;
  }

  /** The sum of the weights. */
  public long weight() {
    return weight;
  }

  /**
   * The mean.
   *
   * @throws IllegalStateException if nothing was added
   */
  public float[] mean() {
    if (weight == 0) {
      throw new IllegalStateException("the mean of nothing");
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / weight);
    }
    return mean;
  }
}
