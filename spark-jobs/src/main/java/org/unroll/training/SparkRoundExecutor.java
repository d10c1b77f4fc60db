package org.unroll.training;

import java.util.Arrays;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.dataset.Split;
import org.unroll.evaluate.SplitEvaluation;
import org.unroll.prepare.PreparedData;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.WindowShard;
import org.unroll.train.TrainingRun;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundResult;
import org.unroll.train.round.RoundTask;
import org.unroll.train.round.ShardResult;

/**
 * The shards on a cluster: a round is one Spark job with a task for each.
 *
 * <p>Executors keep nothing between rounds but the cached windows, so where a task runs, and how
 * often, does not matter.
 */
final class SparkRoundExecutor implements RoundExecutor, AutoCloseable {

  private final JavaSparkContext spark;
  private final TrainingRun run;
  private final JavaRDD<WindowShard> shards;
  private final SplitEvaluation validation;
  private final Aggregation aggregation;

  SparkRoundExecutor(JavaSparkContext spark, TrainingRun run, PreparedData data) {
    this.spark = spark;
    this.run = run;
    this.shards = data.shards(spark, Split.TRAIN, run.plan().shards());
    this.validation =
        new SplitEvaluation(
            spark, data, Split.VALIDATION, run.configuration(), run.train().batchSizePerWorker());
    this.aggregation = Aggregation.of(spark, run);
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
  public Round begin(RoundInput start) {
    return new SparkRound(start, spark.broadcast(start));
  }

  @Override
  public LanguageMetrics validate(float[] parameters) {
    return validation.evaluate(parameters);
  }

  /** Drops the cached windows. */
  @Override
  public void close() {
    shards.unpersist();
    validation.close();
  }

  private final class SparkRound implements Round {

    private final RoundInput start;
    private final Broadcast<RoundInput> handedOut;

    SparkRound(RoundInput start, Broadcast<RoundInput> handedOut) {
      this.start = start;
      this.handedOut = handedOut;
    }

    @Override
    public RoundResult train(RoundTask task, float[][] hiddenStates) {
      spark.setJobDescription(
          "round %d: %d shards x %d batches".formatted(task.round() + 1, shards(), task.steps()));
      JavaRDD<float[]> states = spark.parallelize(Arrays.asList(hiddenStates), shards());
      TrainShard train =
          new TrainShard(run.configuration(), run.vocabulary().size(), task, handedOut);
      JavaRDD<ShardResult> results = shards.zipPartitions(states, train);
      return aggregation.average(results, start, run.train().updatePrecision());
    }

    @Override
    public void close() {
      handedOut.destroy();
    }
  }
}
