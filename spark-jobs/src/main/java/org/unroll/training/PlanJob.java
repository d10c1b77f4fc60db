package org.unroll.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.prepare.PreparedData;
import org.unroll.progress.Progress;
import org.unroll.task.language.ModelMemory;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;
import org.unroll.train.round.RoundExecutor;
import org.unroll.train.round.RoundInput;
import org.unroll.train.round.RoundTask;
import org.unroll.training.PlanReport.CoreTime;

/**
 * Says what a training would need, before it runs: from the shape of the model and the data, and
 * from rounds that are run for about ten seconds and thrown away.
 */
public final class PlanJob {

  /** Exchange may take this share of a round. */
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
   * @param config as for the training
   * @param data a folder of prepared data
   * @param out where the training will be written, if its end is to be compared to the plan
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
    TrainingRun run = TrainingRuns.of(config, prepared, spark.defaultParallelism());
    progress.say(
        "measuring %d shards on %d cores for about ten seconds"
            .formatted(run.plan().shards(), spark.defaultParallelism()));
    CostEstimate prediction;
    try (SparkRoundExecutor workers = new SparkRoundExecutor(spark, run, prepared)) {
      prediction = measure(run, workers);
    }
    out.map(path -> Folder.of(path, spark.hadoopConfiguration())).ifPresent(prediction::write);
    return report(run, prepared, prediction, spark.defaultParallelism());
  }

  /** A round without mini-batches is exchange alone. */
  private static CostEstimate measure(TrainingRun run, RoundExecutor workers) {
    TrainingState state = TrainingState.initial(run);
    int all = run.plan().steps();
    seconds(workers, run, state, 0);
    int steps = 1;
    double taken = seconds(workers, run, state, steps);
    while (steps < all && taken < MEASURED_SECONDS / 3) {
      steps = Math.min(all, Math.max(steps + 1, (int) (2 * steps * Math.min(4, 1 / taken))));
      taken = seconds(workers, run, state, steps);
    }
    double exchange = Double.MAX_VALUE;
    for (int round = 0; round < EMPTY_ROUNDS; round++) {
      exchange = Math.min(exchange, seconds(workers, run, state, 0));
    }
    double batch = Math.max(1e-6, (taken - exchange) / steps);
    return new CostEstimate(run.plan().shards(), batch, exchange);
  }

  private static double seconds(
      RoundExecutor workers, TrainingRun run, TrainingState state, int steps) {
    double[] rates = new double[steps];
    Arrays.fill(rates, run.train().learningRate());
    RoundTask task = new RoundTask(0, 0, 0, steps, 0, rates, run.train().seed());
    long began = System.nanoTime();
    try (RoundExecutor.Round round =
        workers.begin(new RoundInput(state.parameters(), state.optimizerState()))) {
      round.train(task, state.hiddenStates());
    }
    return (System.nanoTime() - began) * 1e-9;
  }

  private static PlanReport report(
      TrainingRun run, PreparedData data, CostEstimate prediction, int cores) {
    int shards = run.plan().shards();
    int frequency = run.train().averagingFrequency();
    int timeSteps = data.manifest().window().length() - 1;
    int batchSize = run.train().batchSizePerWorker();
    long block = (long) Float.BYTES * run.layout().size();
    int kept = 1 + run.train().keptOptimizerBlocks();
    long shardBytes =
        Integer.BYTES * data.manifest().window().length() * (run.plan().windows() / shards + 1);
    double round = prediction.roundSeconds(frequency);
    double tokens = (double) shards * frequency * batchSize * timeSteps;
    double least = prediction.exchangeSeconds() * (1 - EXCHANGE_SHARE) / EXCHANGE_SHARE;
    List<CoreTime> times = new ArrayList<>();
    for (int n : CORES) {
      times.add(new CoreTime(n, trainingSeconds(run, prediction, n)));
    }
    return new PlanReport(
        run.layout().size(),
        run.plan().windows(),
        shards,
        cores,
        ModelMemory.bytes(run.model(), run.vocabulary().size(), timeSteps, batchSize)
            + (1 + 2L * kept) * block
            + shardBytes,
        (4L + 2L * kept) * block,
        (kept * block + run.train().returnedBytes(run.layout().size())) * shards,
        prediction.batchSeconds(),
        tokens / round,
        prediction.exchangeSeconds(),
        frequency,
        prediction.exchangeSeconds() / round,
        Math.max(1, (int) Math.ceil(least / prediction.batchSeconds())),
        times,
        trainingSeconds(run, prediction, cores) <= OVERNIGHT_SECONDS);
  }

  /**
   * A training with as many shards as cores. A mini-batch takes as long on each core as was
   * measured, and exchange as long as for the shards of the measurement, for it grows with the
   * model more than with their number.
   */
  private static double trainingSeconds(TrainingRun run, CostEstimate prediction, int cores) {
    int batchSize = run.train().batchSizePerWorker();
    double steps = Math.ceil((double) run.plan().windows() / cores / batchSize);
    double rounds = Math.ceil(steps / run.train().averagingFrequency());
    double epoch = steps * prediction.batchSeconds() + rounds * prediction.exchangeSeconds();
    return epoch * run.train().maxEpochs();
  }
}
