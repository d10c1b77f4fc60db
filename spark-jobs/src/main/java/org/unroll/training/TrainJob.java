package org.unroll.training;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.checkpoint.RunLock;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.files.Folder;
import org.unroll.prepare.PreparedData;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/** Trains a language model on prepared data. */
public final class TrainJob {

  /** How a training begins. */
  public enum Start {
    /** From the first round, in a folder that holds nothing yet. */
    NEW,
    /** From the newest checkpoint in the output folder, if there is one. */
    RESUMED
  }

  private final JavaSparkContext spark;
  private final UnrollConfig config;
  private final Path data;
  private final Path out;
  private final Start start;
  private final Progress progress;

  /**
   * A training.
   *
   * @param config the keys {@code model} and {@code train} count; how text was prepared is taken
   *     from the data
   * @param data a folder of prepared data
   * @param out the folder for checkpoints and metrics
   */
  public TrainJob(
      JavaSparkContext spark,
      UnrollConfig config,
      Path data,
      Path out,
      Start start,
      Progress progress) {
    this.spark = spark;
    this.config = config;
    this.data = data;
    this.out = out;
    this.start = start;
    this.progress = progress;
  }

  /** Trains to the end, or not at all if that was reached before. */
  public TrainReport run() {
    return run(StopRequest.none());
  }

  /**
   * Trains to the end, unless it is asked to stop before.
   *
   * @throws org.unroll.errors.TryAgainLaterException if it was stopped, or if another training is
   *     at work in the output folder
   */
  public TrainReport run(StopRequest stop) {
    stop.interruptBy(spark::cancelAllJobs);
    PreparedData prepared = PreparedData.open(data, spark.hadoopConfiguration());
    RunFolder folder = new RunFolder(Folder.of(out, spark.hadoopConfiguration()));
    folder.check(start);
    int cores = spark.defaultParallelism();
    try (RunLock lock = RunLock.take(folder.folder())) {
      Optional<Snapshot> checkpoint = folder.open(start);
      if (checkpoint.isEmpty()) {
        TrainingRun run = TrainingRuns.of(config, prepared, cores);
        return train(run, prepared, folder, TrainingState.initial(run), stop);
      }
      TrainingState before = TrainingState.of(checkpoint.get());
      TrainingRun run = TrainingRuns.of(config, prepared, before.progress().shards());
      RunFolder.check(checkpoint.get(), UnrollConfig.ofJson(run.configuration()), prepared);
      return train(run, prepared, folder, before, stop);
    }
  }

  private TrainReport train(
      TrainingRun run,
      PreparedData prepared,
      RunFolder folder,
      TrainingState from,
      StopRequest stop) {
    long began = System.nanoTime();
    int firstRound = from.progress().round();
    progress.say(
        "%,d parameters, %,d windows in %d shards, %d rounds of up to %d mini-batches an epoch%s"
            .formatted(
                run.layout().size(),
                run.plan().windows(),
                run.plan().shards(),
                run.plan().rounds(),
                run.plan().averagingFrequency(),
                firstRound == 0 ? "" : ", going on after round " + firstRound));
    TrainingState last;
    RunCosts costs = new RunCosts();
    try (Progress.Stage stage = progress.begin("train", run.rounds(), "rounds");
        SparkRoundExecutor workers = new SparkRoundExecutor(spark, run, prepared)) {
      stage.update(firstRound, "");
      TrainingListeners listeners =
          new TrainingListeners(
              List.of(
                  new MetricsFile(folder.folder(), firstRound),
                  new ProgressReporter(run, progress, stage),
                  new RoundLog(),
                  new SparkMetrics(),
                  costs));
      last = new TrainingLoop(run, workers, folder.checkpoints(), listeners, stop).train(from);
    }
    if (run.isOutOfPatience(last.progress())) {
      progress.say(
          "stopped early: %d validations did not improve"
              .formatted(last.progress().plateau().withoutImprovement()));
    }
    CostEstimate.read(folder.folder()).ifPresent(told -> costs.compare(told, run, progress));
    double seconds = (System.nanoTime() - began) * 1e-9;
    return report(run, folder, from.progress(), last.progress(), seconds);
  }

  private static TrainReport report(
      TrainingRun run,
      RunFolder folder,
      TrainingProgress first,
      TrainingProgress last,
      double seconds) {
    return new TrainReport(
        last.round(),
        last.epoch(),
        last.shards(),
        last.tokens(),
        (last.tokens() - first.tokens()) / seconds,
        last.bestPerplexity(),
        folder.checkpoints().best().orElseThrow().toString(),
        run.layout().size(),
        last.round() == first.round());
  }
}
