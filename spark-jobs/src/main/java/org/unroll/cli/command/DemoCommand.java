package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.demo.Demo;
import org.unroll.config.UnrollConfig;
import org.unroll.progress.Progress;
import org.unroll.task.language.LanguageTask;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Runs prepare, train, evaluate and complete (or predict) on a small invented sample.")
public final class DemoCommand extends SparkCommand<Demo.Report> {

  @Option(
      names = "--task",
      defaultValue = LanguageTask.NAME,
      paramLabel = "NAME",
      description =
          "language, tagging, classification, features, translation or description (default:"
              + " ${DEFAULT-VALUE}).")
  private String task = LanguageTask.NAME;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Working folder (default: out/demo, or out/demo-TASK).")
  private @Nullable Path out;

  @Override
  Set<String> keysRead() {
    return Set.of(
        "text",
        "split",
        "window",
        "data",
        "model",
        "classification",
        "description",
        "tagging",
        "translation",
        "train");
  }

  @Override
  UnrollConfig defaultConfiguration(List<String> keys) {
    return UnrollConfig.experiment(Demo.of(task).experiment(), keys);
  }

  @Override
  Demo.Report execute(
      SparkSession session, UnrollConfig config, Progress progress, StopRequest stop) {
    Demo demo = Demo.of(task);
    Path folder = out == null ? new Path("out/" + demo.experiment()) : out;
    return demo.run(
        JavaSparkContext.fromSparkContext(session.sparkContext()), config, folder, progress, stop);
  }

  @Override
  void describe(Demo.Report report, PrintWriter to) {
    report.describe(to);
  }
}
