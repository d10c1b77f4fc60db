package org.unroll.cli.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.config.UnrollConfig;
import org.unroll.progress.Progress;
import org.unroll.task.Metrics;
import org.unroll.train.StopRequest;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    description =
        "Trains a model on prepared data in synchronous rounds; writes checkpoints and metrics.")
public final class TrainCommand extends SparkCommand<TrainReport> {

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Prepared data.")
  private Path data = new Path(".");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Output folder for checkpoints and metrics.jsonl.")
  private Path out = new Path(".");

  @Option(
      names = "--resume",
      description = "Continue from the newest checkpoint in --out, if there is one.")
  private boolean resume;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description =
          "Write a checkpoint and stop with exit code 75 before TIME (such as 90s, 30m or 2h) is"
              + " over; continue with --resume.")
  private @Nullable Duration maxTime;

  @Override
  Set<String> keysRead() {
    return Set.of("model", "classification", "description", "tagging", "translation", "train");
  }

  @Override
  StopRequest stopRequest() {
    return maxTime == null ? StopRequest.none() : StopRequest.after(maxTime);
  }

  @Override
  TrainReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    TrainJob.Start start = resume ? TrainJob.Start.RESUMED : TrainJob.Start.NEW;
    return new TrainJob(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            config,
            data,
            out,
            start,
            progress)
        .run(stop);
  }

  @Override
  void describe(TrainReport report, PrintWriter out) {
    if (report.upToDate()) {
      out.println("up to date: all " + report.rounds() + " rounds have been trained");
    } else {
      out.printf(
          Locale.ROOT,
          "trained %d rounds (%d epochs) on %d shards: %,d %s at %,.0f %s/s%n",
          report.rounds(),
          report.epochs(),
          report.shards(),
          report.tokens(),
          report.unit(),
          report.tokensPerSecond(),
          report.unit());
    }
    if (report.value() != null) {
      out.println("best validation " + report.objective() + ": " + Metrics.show(report.value()));
    }
    out.println("checkpoint: " + report.checkpoint());
  }
}
