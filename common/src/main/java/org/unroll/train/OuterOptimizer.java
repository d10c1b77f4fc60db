package org.unroll.train;

/** How the driver moves from the parameters of a round to those of the next. */
public sealed interface OuterOptimizer permits OuterOptimizer.Average {

  /**
   * The next parameters.
   *
   * @param current the parameters that the shards started from
   * @param mean the token-weighted mean of what they returned
   */
  float[] next(float[] current, float[] mean);

  /** The optimiser that a configuration names. */
  static OuterOptimizer of(OuterKind kind) {
    return switch (kind) {
      case AVERAGE -> new Average();
    };
  }

  /** Takes the mean as it is. */
  record Average() implements OuterOptimizer {
    @Override
    public float[] next(float[] current, float[] mean) {
      return mean;
    }
  }
}
