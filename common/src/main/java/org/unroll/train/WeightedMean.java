package org.unroll.train;

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

  /** Adds a block with a weight above 0. */
  public void add(float[] block, long blockWeight) {
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
