package org.unroll.training;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.data.SplitEvaluation;
import org.unroll.data.TaskData;
import org.unroll.dataset.Split;
import org.unroll.task.Examples;
import org.unroll.task.Metrics;
import org.unroll.task.Padding;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundSteps;
import org.unroll.train.round.ShardResult;

/**
 * The shards on a cluster: a round is one Spark job with a task for each.
 *
 * <p>Executors keep nothing between rounds but the cached examples, so where a task runs, and how
 * often, does not matter.
 *
 * @param <E> the examples of the task
 */
final class SparkRoundExecutor<E extends Examples> implements RoundExecutor, AutoCloseable {

  private final JavaSparkContext spark;
  private final TrainingRun run;
  private final TaskData<E> data;
  private final JavaRDD<E> shards;
  private final SplitEvaluation<E> validation;
  private final Aggregation aggregation;

  SparkRoundExecutor(JavaSparkContext spark, TrainingRun run, TaskData<E> data) {
    this.spark = spark;
    this.run = run;
    this.data = data;
    this.shards = data.shards(spark, Split.TRAIN, run.plan().shards());
    this.validation =
        new SplitEvaluation<>(spark, data, Split.VALIDATION, run.train().local().batchSize());
    this.aggregation = Aggregation.of(spark, run);
  }

  /** The padding of the first epoch. */
  Padding padding() {
    if (!data.hasPadding()) {
      return Padding.NONE;
    }
    spark.setJobDescription("read the training split");
    int batchSize = run.train().local().batchSize();
    long seed = run.train().local().seed();
    return shards.map(shard -> shard.padding(batchSize, seed)).reduce(Padding::plus);
  }

  @Override
  public int shards() {
    return run.plan().shards();
  }

  @Override
  public int cores() {
    return spark.defaultParallelism();
  }

  @Override
  public Round begin(RoundInput input) {
    return new SparkRound(input, spark.broadcast(input));
  }

  @Override
  public Metrics validate(float[] parameters) {
    return validation.evaluate(parameters);
  }

  /** Drops the cached examples. */
  @Override
  public void close() {
    shards.unpersist();
    validation.close();
  }

  private final class SparkRound implements Round {

    private final RoundInput input;
    private final Broadcast<RoundInput> broadcast;

    SparkRound(RoundInput input, Broadcast<RoundInput> broadcast) {
      this.input = input;
      this.broadcast = broadcast;
    }

    @Override
    public RoundResult train(RoundSteps steps, float[][] carriedStates) {
      spark.setJobDescription(
          String.format(
              Locale.ROOT,
              "round %d: %d shards x %d batches",
              steps.round() + 1,
              shards(),
              steps.count()));
      JavaRDD<float[]> states = spark.parallelize(Arrays.asList(carriedStates), shards());
      TrainShard<E> train = new TrainShard<>(data.task(), run.train().local(), steps, broadcast);
      JavaRDD<ShardResult> results = shards.zipPartitions(states, train);
      return aggregation.average(results, input, run.train().local().updatePrecision());
    }

    @Override
    public void close() {
      broadcast.destroy();
    }
  }
}
