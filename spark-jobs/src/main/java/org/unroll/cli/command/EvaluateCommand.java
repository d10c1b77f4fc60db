package org.unroll.cli.command;

import java.io.PrintWriter;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = "Measures how well a model predicts one split of prepared data.")
public final class EvaluateCommand extends SparkCommand<EvaluationReport> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A checkpoint, or the output folder of a training run (its best checkpoint).")
  private Path model = new Path(".");

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Prepared data.")
  private Path data = new Path(".");

  @Option(
      names = "--split",
      defaultValue = "test",
      paramLabel = "SPLIT",
      description = "One of train, validation and test (default: ${DEFAULT-VALUE}).")
  private Split split = Split.TEST;

  @Override
  EvaluationReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    return new EvaluateJob(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), model, data, split)
        .run();
  }

  @Override
  void describe(EvaluationReport report, PrintWriter out) {
    out.printf("%s split: %,d tokens%n", report.split(), report.tokens());
    out.printf(
        "perplexity %.2f (unigram model: %.2f), %.3f bits per token%n",
        report.figure("perplexity"),
        report.figure("unigramPerplexity"),
        report.figure("bitsPerToken"));
    out.printf(
        "accuracy: %.1f %% top 1, %.1f %% top 3; without <unk> %.1f %% and %.1f %%%n",
        100 * report.figure("accuracyAt1"),
        100 * report.figure("accuracyAt3"),
        100 * report.figure("accuracyAt1WithoutUnk"),
        100 * report.figure("accuracyAt3WithoutUnk"));
    out.printf("<unk>: %.2f %% of the tokens%n", 100 * report.figure("unkRate"));
  }
}
