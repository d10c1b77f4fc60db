package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.terminal.ConsoleProgress;
import org.unroll.config.UnrollConfig;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import org.unroll.training.PlanJob;
import org.unroll.training.PlanReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "Estimates the time and memory of a training run from a ten-second measurement.")
public final class PlanCommand extends SparkCommand<PlanReport> {

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Prepared data.")
  private Path data = new Path(".");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Output folder of the planned training run; train then compares its cost with the plan.")
  private @Nullable Path out;

  @Override
  Set<String> keysRead() {
    return Set.of("model", "classification", "description", "tagging", "translation", "train");
  }

  @Override
  PlanReport execute(SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    return new PlanJob(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            config,
            data,
            Optional.ofNullable(out),
            progress)
        .run();
  }

  @Override
  void describe(PlanReport plan, PrintWriter out) {
    out.printf(
        Locale.ROOT, "%,d parameters, %,d training examples%n", plan.parameters(), plan.examples());
    out.printf(
        Locale.ROOT,
        "memory: %,d MB per task on top of Spark's own, %,d MB for the driver%n",
        megabytes(plan.taskBytes()),
        megabytes(plan.driverBytes()));
    out.printf(
        Locale.ROOT,
        "measured with %d shards on %d cores: %.1f ms per mini-batch, %.0f ms of exchange per"
            + " round%n",
        plan.shards(),
        plan.cores(),
        1e3 * plan.batchSeconds(),
        1e3 * plan.exchangeSeconds());
    out.printf(
        Locale.ROOT,
        "a round of %d mini-batches: %,d MB over the network, exchange %.1f %%, %,.0f tokens/s%n",
        plan.averagingFrequency(),
        megabytes(plan.roundBytes()),
        100 * plan.exchangeShare(),
        plan.tokensPerSecond());
    out.printf(
        Locale.ROOT,
        "with train.averagingFrequency = %d or more, exchange takes a tenth of a round at most%n",
        plan.recommendedFrequency());
    for (PlanReport.CoreTime time : plan.times()) {
      out.printf(
          Locale.ROOT, "%4d cores: %s%n", time.cores(), ConsoleProgress.time(time.seconds()));
    }
    out.println(
        plan.oneMachineIsEnough()
            ? "one machine is enough: training takes less than a night on the cores measured"
            : "one machine is not enough: training takes more than a night on the cores measured");
  }

  private static long megabytes(long bytes) {
    return (bytes + 999_999) / 1_000_000;
  }
}
