package org.unroll.rounds;

import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.data.Split;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.model.ModelConfig;
import org.unroll.model.OutputKind;
import org.unroll.nn.AdaptiveCutoffs;
import org.unroll.prepare.PreparedData;
import org.unroll.progress.Progress;
import org.unroll.train.EpochPlan;
import org.unroll.train.TrainingLoop;
import org.unroll.train.TrainingProgress;
import org.unroll.train.TrainingRun;
import org.unroll.train.TrainingState;

/** Trains a language model on prepared data. */
public final class TrainJob {

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
    PreparedData prepared = PreparedData.open(data, spark.hadoopConfiguration());
    long windows = prepared.manifest().counts(Split.TRAIN).windows();
    if (windows == 0) {
      throw new BadDataException(
          "expected at least one window to train on, found none in " + prepared.folder());
    }
    RunFolder folder = new RunFolder(Folder.of(out, spark.hadoopConfiguration()));
    Optional<Snapshot> checkpoint = folder.open(start);
    @Nullable TrainingState before = checkpoint.map(TrainingState::of).orElse(null);

    UnrollConfig resolved = resolve(prepared, windows, before);
    checkpoint.ifPresent(snapshot -> RunFolder.check(snapshot, resolved, prepared));
    TrainingRun run = trainingRun(resolved, prepared, windows);
    return before == null
        ? train(run, prepared, folder, TrainingState.initial(run), 0)
        : train(run, prepared, folder, before, before.progress().round());
  }

  private UnrollConfig resolve(
      PreparedData prepared, long windows, @Nullable TrainingState before) {
    UnrollConfig withData =
        withOutput(
            config.withDataOf(UnrollConfig.ofJson(prepared.manifest().configuration().toString())),
            prepared);
    if (withData.train().shards().isPresent()) {
      return withData;
    }
    long shards =
        before == null ? Math.min(spark.defaultParallelism(), windows) : before.progress().shards();
    return withData.with(List.of("train.shards=" + shards));
  }

  /** The configuration with the output layer decided, so that a checkpoint says what it holds. */
  private static UnrollConfig withOutput(UnrollConfig config, PreparedData prepared) {
    ModelConfig model = config.model();
    if (model.output(prepared.vocabulary().size()) == OutputKind.SOFTMAX) {
      return config.with(List.of("model.output=softmax"));
    }
    int rows = config.train().batchSizePerWorker() * (config.window().length() - 1);
    List<Integer> cutoffs =
        model.cutoffs().isEmpty()
            ? AdaptiveCutoffs.of(prepared.tokenCounts(), model.hiddenSize(), rows)
            : model.cutoffs();
    return config.with(List.of("model.output=adaptive", "model.cutoffs=" + cutoffs));
  }

  private static TrainingRun trainingRun(UnrollConfig config, PreparedData prepared, long windows) {
    return new TrainingRun(
        config.model(),
        config.train(),
        config.toJson(),
        prepared.vocabulary(),
        prepared.manifest().fingerprint(),
        new EpochPlan(
            windows,
            config.train().shards().orElseThrow(),
            config.train().batchSizePerWorker(),
            config.train().averagingFrequency()));
  }

  private TrainReport train(
      TrainingRun run,
      PreparedData prepared,
      RunFolder folder,
      TrainingState from,
      int firstRound) {
    long began = System.nanoTime();
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
    try (Progress.Stage stage = progress.begin("train", run.rounds(), "rounds")) {
      stage.update(firstRound, "");
      RunListeners listeners =
          new RunListeners(
              List.of(
                  new MetricsFile(folder.folder(), firstRound),
                  new ProgressReporter(run, progress, stage),
                  new SparkMetrics()));
      SparkWorkers workers = new SparkWorkers(spark, run, prepared);
      last = new TrainingLoop(run, workers, folder.checkpoints(), listeners).train(from);
    }
    return report(run, folder, from.progress(), last.progress(), began);
  }

  private static TrainReport report(
      TrainingRun run,
      RunFolder folder,
      TrainingProgress first,
      TrainingProgress last,
      long began) {
    double seconds = (System.nanoTime() - began) * 1e-9;
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
