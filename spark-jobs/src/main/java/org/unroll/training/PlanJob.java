package org.unroll.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.data.TaskData;
import org.unroll.files.Folder;
import org.unroll.progress.Progress;
import org.unroll.tasks.TaskCatalog;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundSteps;
import org.unroll.training.PlanReport.CoreTime;

/**
 * A job that estimates the time and memory of a training run before it starts, from the shapes of
 * model and data and from rounds that are run for about ten seconds and discarded.
 */
public final class PlanJob {

  /** The largest share of a round that the exchange should take. */
  private static final double EXCHANGE_SHARE = 0.1;

  private static final double MEASURED_SECONDS = 6;
  private static final int EMPTY_ROUNDS = 3;
  private static final double OVERNIGHT_SECONDS = 12 * 3600;
  private static final int[] CORES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};

  private final JavaSparkContext spark;
  private final UnrollConfig config;
  private final Path data;
  private final Optional<Path> out;
  private final Progress progress;

  /**
   * A plan.
   *
   * @param config as for the training run
   * @param data a folder of prepared data
   * @param out where the run will be written, if its end is to be compared to the plan
   */
  public PlanJob(
      JavaSparkContext spark,
      UnrollConfig config,
      Path data,
      Optional<Path> out,
      Progress progress) {
    this.spark = spark;
    this.config = config;
    this.data = data;
    this.out = out;
    this.progress = progress;
  }

  /** Measures and plans. */
  public PlanReport run() {
    PreparedData prepared = PreparedData.open(data, spark.hadoopConfiguration());
    TaskData<?> taskData = TaskCatalog.open(config, prepared);
    TrainingRun run = TrainingRuns.of(taskData, spark.defaultParallelism());
    progress.say(
        String.format(
            Locale.ROOT,
            "measuring %d shards on %d cores for about ten seconds",
            run.plan().shards(),
            spark.defaultParallelism()));
    Measurement measured;
    try (SparkRoundExecutor<?> executor = new SparkRoundExecutor<>(spark, run, taskData)) {
      measured = measure(run, executor, TrainingRuns.initial(run, taskData, progress));
    }
    out.map(path -> Folder.of(path, spark.hadoopConfiguration()))
        .ifPresent(measured.estimate()::write);
    return report(run, taskData, measured, spark.defaultParallelism());
  }

  /**
   * The outcome of the measurement.
   *
   * @param stepPredictions predictions of a mini-batch, all shards together
   */
  private record Measurement(CostEstimate estimate, double stepPredictions) {}

  /** The time and the predictions of one round. */
  private record TimedRound(double seconds, long predictions) {}

  /** Measures growing rounds, and the exchange as a round without mini-batches. */
  private static Measurement measure(TrainingRun run, RoundExecutor executor, TrainingState state) {
    int all = run.plan().steps();
    round(executor, run, state, 0);
    int steps = 1;
    TimedRound timed = round(executor, run, state, steps);
    while (steps < all && timed.seconds() < MEASURED_SECONDS / 3) {
      double growth = 2 * Math.min(4, 1 / timed.seconds());
      steps = Math.min(all, Math.max(steps + 1, (int) (steps * growth)));
      timed = round(executor, run, state, steps);
    }
    double exchange = Double.MAX_VALUE;
    for (int round = 0; round < EMPTY_ROUNDS; round++) {
      exchange = Math.min(exchange, round(executor, run, state, 0).seconds());
    }
    double batch = Math.max(1e-6, (timed.seconds() - exchange) / steps);
    return new Measurement(
        new CostEstimate(run.plan().shards(), batch, exchange),
        (double) timed.predictions() / steps);
  }

  private static TimedRound round(
      RoundExecutor executor, TrainingRun run, TrainingState state, int count) {
    double[] rates = new double[count];
    Arrays.fill(rates, run.train().learningRate().initial());
    RoundSteps steps = new RoundSteps(0, 0, 0, 0, rates);
    long began = System.nanoTime();
    try (RoundExecutor.Round round =
        executor.begin(new RoundInput(state.parameters(), state.optimizerState()))) {
      long predictions = round.train(steps, state.carriedStates()).predictions();
      return new TimedRound((System.nanoTime() - began) * 1e-9, predictions);
    }
  }

  private static PlanReport report(
      TrainingRun run, TaskData<?> data, Measurement measured, int cores) {
    CostEstimate estimate = measured.estimate();
    int shards = run.plan().shards();
    int frequency = run.train().rounds().averagingFrequency();
    int batchSize = run.train().local().batchSize();
    long block = (long) Float.BYTES * run.layout().size();
    int kept = 1 + run.train().local().keptOptimizerBlocks();
    long shardBytes = data.shardBytes(run.plan().examples() / shards + 1);
    double round = estimate.roundSeconds(frequency);
    double minBatchSeconds = estimate.exchangeSeconds() * (1 - EXCHANGE_SHARE) / EXCHANGE_SHARE;
    List<CoreTime> times = new ArrayList<>();
    for (int n : CORES) {
      times.add(new CoreTime(n, trainingSeconds(run, estimate, n)));
    }
    return new PlanReport(
        run.layout().size(),
        run.plan().examples(),
        shards,
        cores,
        data.networkBytes(batchSize) + (1 + 2L * kept) * block + shardBytes,
        (4L + 2L * kept) * block,
        (kept * block + run.train().local().returnedBytes(run.layout().size())) * shards,
        estimate.batchSeconds(),
        frequency * measured.stepPredictions() / round,
        estimate.exchangeSeconds(),
        frequency,
        estimate.exchangeSeconds() / round,
        Math.max(1, (int) Math.ceil(minBatchSeconds / estimate.batchSeconds())),
        times,
        trainingSeconds(run, estimate, cores) <= OVERNIGHT_SECONDS);
  }

  /**
   * The time of a run with as many shards as cores. A mini-batch is taken to last as long on each
   * core as measured, and the exchange as long as with the shards of the measurement, because it
   * grows with the model more than with their number.
   */
  private static double trainingSeconds(TrainingRun run, CostEstimate estimate, int cores) {
    int batchSize = run.train().local().batchSize();
    double steps = Math.ceil((double) run.plan().examples() / cores / batchSize);
    double rounds = Math.ceil(steps / run.train().rounds().averagingFrequency());
    double epoch = steps * estimate.batchSeconds() + rounds * estimate.exchangeSeconds();
    return epoch * run.train().end().maxEpochs();
  }
}
