package org.unroll.data;

import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Task;

/**
 * A task together with the prepared data that it learns from.
 *
 * @param <E> the examples of the task
 */
public interface TaskData<E extends Examples> {

  /** The task. */
  Task<E> task();

  /** The folder. */
  PreparedData prepared();

  /** The configuration with everything resolved that depends on the data. */
  UnrollConfig config();

  /**
   * The examples of a split as contiguous shards of almost the same size: the k-th holds the
   * examples {@code [k N / K, (k + 1) N / K)}. The content depends on nothing but the data and K.
   * The shards are kept in memory, or on disk where memory is short; partition k holds shard k.
   *
   * @param shards K
   */
  JavaRDD<E> shards(JavaSparkContext spark, Split split, int shards);

  /**
   * Evaluates parameters on a split; the result depends on nothing else.
   *
   * @param parameters in the order of the task's layout
   */
  Metrics evaluate(JavaSparkContext spark, Split split, float[] parameters);

  /** What an evaluation found besides its figures, such as a confusion matrix, by name. */
  default Map<String, CountTable> tables(Metrics metrics) {
    return Map.of();
  }

  /** The memory of a network for mini-batches of B examples, in bytes. */
  long networkBytes(int batchSize);

  /** The memory of a shard of N examples, in bytes. */
  long shardBytes(long examples);

  /** The figures of a model that knows nothing of the order of things, by name. */
  Map<String, Double> baselines(Split split);

  /** The number of examples of a split. */
  default long examples(Split split) {
    return prepared().manifest().examples(split);
  }
}
