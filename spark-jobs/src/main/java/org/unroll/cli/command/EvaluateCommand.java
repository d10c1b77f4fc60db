package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.errors.ConfigurationException;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.evaluate.EvaluateTextJob;
import org.unroll.evaluate.EvaluationReport;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description =
        "Measures how well a model of any task predicts a split of prepared data, or a text.")
public final class EvaluateCommand extends SparkCommand<EvaluationReport> {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A checkpoint, or the output folder of a training run (its best checkpoint).")
  private Path model = new Path(".");

  @Option(names = "--data", paramLabel = "DIR", description = "Prepared data.")
  private @Nullable Path data;

  @Option(
      names = "--split",
      paramLabel = "SPLIT",
      description = "One of train, validation and test (default: test); with --data.")
  private @Nullable Split split;

  @Option(
      names = "--text",
      paramLabel = "PATH",
      description = "Instead of --data: text in UTF-8, cut by the tokenizer of the model.")
  private @Nullable String text;

  @Override
  EvaluationReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    if (text != null && data == null && split == null) {
      return new EvaluateTextJob(context, model, text).run();
    }
    if (text != null || data == null) {
      throw new ConfigurationException(
          "evaluate expects either --data, perhaps with --split, or --text, found "
              + (text == null ? "neither" : "--text with --data or --split"));
    }
    return new EvaluateJob(context, model, data, split == null ? Split.TEST : split).run();
  }

  @Override
  void describe(EvaluationReport report, PrintWriter out) {
    String what = report.text() == null ? report.split() + " split" : report.text();
    if (report.figures().containsKey("accuracyAt3")) {
      out.printf(Locale.ROOT, "%s: %,d tokens%n", what, report.tokens());
      describeLanguage(report, out);
    } else {
      out.printf(Locale.ROOT, "%s: %,d %s%n", what, report.tokens(), report.unit());
      out.print(FigureLines.of(report.figures()));
    }
    report.signatures().forEach((name, signature) -> out.println(name + ": " + signature));
    report.tables().forEach((name, table) -> out.print(name + ":\n" + table.show()));
  }

  private static void describeLanguage(EvaluationReport report, PrintWriter out) {
    Double unigrams = report.figures().get("unigramPerplexity");
    out.printf(
        Locale.ROOT,
        "perplexity %.2f%s, %.3f bits per token%n",
        report.figure("perplexity"),
        unigrams == null ? "" : String.format(Locale.ROOT, " (unigram model: %.2f)", unigrams),
        report.figure("bitsPerToken"));
    out.printf(
        Locale.ROOT,
        "accuracy: %.1f %% top 1, %.1f %% top 3; without <unk> %.1f %% and %.1f %%%n",
        100 * report.figure("accuracyAt1"),
        100 * report.figure("accuracyAt3"),
        100 * report.figure("accuracyAt1WithoutUnk"),
        100 * report.figure("accuracyAt3WithoutUnk"));
    out.printf(Locale.ROOT, "<unk>: %.2f %% of the tokens%n", 100 * report.figure("unkRate"));
  }
}
