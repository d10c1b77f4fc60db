package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.unroll.articles.ExtractInput;
import org.unroll.articles.ExtractJob;
import org.unroll.articles.ExtractReport;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.Dump;
import org.unroll.progress.Progress;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "extract",
    description = "Turns Wikipedia dumps into plain-text articles: id, title, text.")
public final class ExtractCommand extends SparkCommand<ExtractReport> {

  @Option(
      names = "--dump",
      required = true,
      arity = "1..*",
      paramLabel = "PATH",
      description = "Dump files, folders or globs: XML, bzip2 or gzip, recognised by content.")
  private List<String> dumps = new ArrayList<>();

  @Option(
      names = "--skip-corrupt",
      description =
          "Skip damaged pages, compressed data and lines of text, and count what is lost.")
  private boolean skipCorrupt;

  @Mixin private PreviousOption previous = new PreviousOption();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  private Path out = new Path(".");

  @Option(
      names = "--format",
      defaultValue = "parquet",
      paramLabel = "FORMAT",
      description = "One of parquet, jsonl and text (default: ${DEFAULT-VALUE}).")
  private ArticleFormat format = ArticleFormat.PARQUET;

  @Override
  Set<String> keysRead() {
    return Set.of("text.headings", "text.maxCleaningSteps");
  }

  @Override
  ExtractReport execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    return new ExtractJob(
            JavaSparkContext.fromSparkContext(spark.sparkContext()),
            new ExtractInput(
                dumps, skipCorrupt ? Dump.Damage.SKIP : Dump.Damage.REFUSE, previous.previous()),
            config.cleaner(),
            format,
            out,
            progress)
        .run();
  }

  @Override
  void describe(ExtractReport report, PrintWriter out) {
    if (report.upToDate()) {
      out.println("up to date: " + this.out + " already holds these articles");
    }
    out.printf(
        Locale.ROOT,
        "pages: %,d read, %,d kept in %,d files, %,d of them reused, skipped: %s%n",
        report.pages().pagesRead(),
        report.pages().pagesKept(),
        report.files(),
        report.pages().pagesReused(),
        report.pages().pagesSkipped());
    if (report.pages().damagedBytes() > 0) {
      out.printf(Locale.ROOT, "damaged data skipped: %,d bytes%n", report.pages().damagedBytes());
    }
  }
}
