package org.unroll.train;

/** The division of a split into shards that are evaluated apart from each other. */
public final class EvaluationPlan {

  /** The fewest steps of a shard, so that its cold start weighs little. */
  private static final int MIN_STEPS = 50;

  private static final int MAX_SHARDS = 8;

  private EvaluationPlan() {}

  /**
   * The number of shards: a function of the data alone, so that an evaluation depends neither on
   * the cluster nor on the shards of the training run.
   *
   * @param examples of the split
   * @param batchSize B of the evaluation
   */
  public static int shards(long examples, int batchSize) {
    return (int) Math.max(1, Math.min(MAX_SHARDS, examples / ((long) MIN_STEPS * batchSize)));
  }
}
