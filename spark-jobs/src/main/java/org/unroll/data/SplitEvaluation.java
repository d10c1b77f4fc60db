package org.unroll.data;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.dataset.Split;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.train.EvaluationPlan;

/**
 * The evaluation of parameters on one split, as often as asked.
 *
 * @param <E> the examples of the task
 */
public final class SplitEvaluation<E extends Examples> implements AutoCloseable {

  private final JavaSparkContext spark;
  private final TaskData<E> data;
  private final Split split;
  private final int batchSize;
  private final JavaRDD<E> shards;

  /**
   * Divides the split into shards, as {@link EvaluationPlan} says.
   *
   * @param batchSize B
   */
  public SplitEvaluation(JavaSparkContext spark, TaskData<E> data, Split split, int batchSize) {
    this.spark = spark;
    this.data = data;
    this.split = split;
    this.batchSize = batchSize;
    this.shards = data.shards(spark, split, EvaluationPlan.shards(data.examples(split), batchSize));
  }

  /** The metrics of all shards, added in their order; all sums are zero if the split is empty. */
  public Metrics evaluate(float[] parameters) {
    Metrics total = data.task().newMetrics();
    if (data.examples(split) == 0) {
      return total;
    }
    spark.setJobDescription("evaluate on the " + split.label() + " split");
    Broadcast<float[]> broadcast = spark.broadcast(parameters);
    try {
      shards
          .map(new EvaluateShard<>(data.task(), batchSize, broadcast))
          .collect()
          .forEach(total::add);
      return total;
    } finally {
      broadcast.destroy();
    }
  }

  /** Drops the cached examples. */
  @Override
  public void close() {
    shards.unpersist();
  }
}
