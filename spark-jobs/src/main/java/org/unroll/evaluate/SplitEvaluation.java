package org.unroll.evaluate;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.dataset.Split;
import org.unroll.prepare.PreparedData;
import org.unroll.task.language.Evaluator;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.WindowShard;

/** Evaluates parameters on one split, as often as asked. */
public final class SplitEvaluation implements AutoCloseable {

  private final JavaSparkContext spark;
  private final Split split;
  private final String configuration;
  private final int vocabularySize;
  private final JavaRDD<WindowShard> shards;
  private final boolean empty;

  /**
   * Lays the split into shards, as many as {@link Evaluator#shards} says.
   *
   * @param configuration the resolved configuration of the model, as JSON
   * @param batchSize B
   */
  public SplitEvaluation(
      JavaSparkContext spark, PreparedData data, Split split, String configuration, int batchSize) {
    this.spark = spark;
    this.split = split;
    this.configuration = configuration;
    this.vocabularySize = data.vocabulary().size();
    long windows = data.manifest().counts(split).windows();
    this.empty = windows == 0;
    this.shards = data.shards(spark, split, Evaluator.shards(windows, batchSize));
  }

  /** The counts of all shards, added in their order; all zero if the split has no window. */
  public LanguageMetrics evaluate(float[] parameters) {
    LanguageMetrics total = new LanguageMetrics();
    if (empty) {
      return total;
    }
    spark.setJobDescription("evaluate on the " + split.label() + " split");
    Broadcast<float[]> broadcast = spark.broadcast(parameters);
    try {
      shards
          .map(new EvaluateShard(configuration, vocabularySize, broadcast))
          .collect()
          .forEach(total::add);
      return total;
    } finally {
      broadcast.destroy();
    }
  }

  /** Drops the cached windows. */
  @Override
  public void close() {
    shards.unpersist();
  }
}
