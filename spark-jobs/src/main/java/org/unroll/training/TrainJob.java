package org.unroll.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.checkpoint.RunLock;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.data.TaskData;
import org.unroll.files.Folder;
import org.unroll.progress.Progress;
import org.unroll.tasks.TaskCatalog;
import org.unroll.train.StopRequest;
import org.unroll.train.TrainingListeners;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingMetrics;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/** A job that trains a model of any task on prepared data. */
public final class TrainJob {

  /** The ways to begin. */
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
   * A job.
   *
   * @param config the keys {@code model} and {@code train} count; how the data was prepared is
   *     taken from the data
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
   * @throws org.unroll.errors.TryAgainLaterException if it was stopped, or if another run is at
   *     work in the output folder
   */
  public TrainReport run(StopRequest stop) {
    stop.interruptBy(spark::cancelAllJobs);
    PreparedData prepared = PreparedData.open(data, spark.hadoopConfiguration());
    RunFolder folder =
        new RunFolder(
            Folder.of(out, spark.hadoopConfiguration()),
            config.train().intervals().keepCheckpoints());
    folder.check(start);
    try (RunLock lock = RunLock.take(folder.folder())) {
      Optional<Snapshot> checkpoint = folder.open(start, progress);
      TaskData<?> taskData = TaskCatalog.open(config, prepared);
      if (checkpoint.isEmpty()) {
        TrainingRun run = TrainingRuns.of(taskData, spark.defaultParallelism());
        return train(run, taskData, folder, TrainingRuns.initial(run, taskData, progress), stop);
      }
      TrainingState before = TrainingState.of(checkpoint.get());
      TrainingRun run = TrainingRuns.resumed(taskData, before.progress().shards());
      RunFolder.checkSame(checkpoint.get(), run, prepared);
      before.check(run, checkpoint.get());
      if (before.progress().holdsBest()) {
        folder.checkpoints().nameBest(before.progress().round());
      }
      return train(run, taskData, folder, before, stop);
    }
  }

  private TrainReport train(
      TrainingRun run,
      TaskData<?> taskData,
      RunFolder folder,
      TrainingState from,
      StopRequest stop) {
    long began = System.nanoTime();
    int firstRound = from.progress().round();
    announce(run, firstRound);
    TrainingState last;
    RunCosts costs = new RunCosts();
    try (Progress.Stage stage = progress.begin("train", run.rounds(), "rounds");
        SparkRoundExecutor<?> executor = new SparkRoundExecutor<>(spark, run, taskData)) {
      stage.update(firstRound, "");
      TrainingMetrics metrics = new TrainingMetrics(run.task().objective());
      TrainingListeners listeners =
          new TrainingListeners(
              List.of(
                  new MetricsFile(folder.folder(), firstRound, metrics),
                  new ProgressReporter(run, progress, stage),
                  new RoundLog(),
                  new SparkMetrics(metrics),
                  costs));
      last = new TrainingLoop(run, executor, folder.checkpoints(), listeners, stop).train(from);
    }
    if (run.isOutOfPatience(last.progress())) {
      progress.say(
          String.format(
              Locale.ROOT,
              "stopped early: %d validations did not improve",
              last.progress().plateau().withoutImprovement()));
    }
    CostEstimate.read(folder.folder())
        .ifPresent(estimate -> costs.compare(estimate, run, progress));
    double seconds = (System.nanoTime() - began) * 1e-9;
    return report(run, folder, from.progress(), last.progress(), seconds);
  }

  private void announce(TrainingRun run, int firstRound) {
    progress.say(
        String.format(
            Locale.ROOT,
            "%,d parameters, %,d examples in %d shards, %d rounds of up to %d mini-batches an"
                + " epoch%s",
            run.layout().size(),
            run.plan().examples(),
            run.plan().shards(),
            run.plan().rounds(),
            run.plan().averagingFrequency(),
            firstRound == 0 ? "" : ", continuing after round " + firstRound));
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
        last.predictions(),
        (last.predictions() - first.predictions()) / seconds,
        run.task().objective().metric(),
        last.best(),
        folder.checkpoints().best().orElseThrow().toString(),
        run.layout().size(),
        last.round() == first.round());
  }
}
