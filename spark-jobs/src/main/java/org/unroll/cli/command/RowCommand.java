package org.unroll.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.unroll.cli.terminal.ConsoleProgress;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.predict.RowFormat;
import org.unroll.predict.RowJob;
import org.unroll.predict.RowModel;
import org.unroll.predict.RowReport;
import org.unroll.progress.Progress;
import org.unroll.records.RecordInput;
import org.unroll.train.StopRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A command that applies a model to the rows of files or of a table as a Spark job, or else,
 * without Spark, to what the command line gives it.
 */
public abstract class RowCommand extends SparkCommand<Record> {

  private static final List<String> ROWS = List.of("--input", "--table");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A checkpoint, or the output folder of a training run (its best checkpoint).")
  private Path model = new Path(".");

  @Mixin private RecordOptions records = new RecordOptions();

  @Option(
      names = "--column",
      paramLabel = "NAME",
      description =
          "With --input or --table: the column to read, instead of the one that the model was"
              + " trained with.")
  private @Nullable String column;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "With --input or --table: the output folder.")
  private @Nullable Path out;

  @Option(
      names = "--output-format",
      paramLabel = "FORMAT",
      description =
          "With --input or --table: parquet (the default) or jsonl, in which the rows are written,"
              + " with all their columns.")
  private @Nullable RowFormat outputFormat;

  @Option(
      names = "--prefix",
      paramLabel = "TEXT",
      description =
          "With --input or --table: a beginning for the names of the new columns, where the rows"
              + " have columns of their names.")
  private @Nullable String prefix;

  /** Whether the arguments of such a command name rows, so that it runs on Spark. */
  public static boolean hasRows(String[] arguments) {
    return Arrays.stream(arguments)
        .anyMatch(
            argument ->
                ROWS.stream()
                    .anyMatch(row -> argument.equals(row) || argument.startsWith(row + "=")));
  }

  /** Returns the options that name input of the command line, with what is given. */
  abstract Map<String, @Nullable Object> given();

  /** Applies the model to that input, without Spark. */
  abstract Record execute(Path model, Configuration hadoop);

  /** Finds the model for rows. */
  abstract RowModel<?> rowModel(Path model, @Nullable String column, Configuration hadoop);

  @Override
  final Record execute(UnrollConfig config, Progress progress) {
    List<String> inputs = inputs();
    if (inputs.size() != 1) {
      List<String> all = new ArrayList<>(given().keySet());
      all.addAll(ROWS);
      throw new ConfigurationException(
          "%s expects exactly one of %s and %s, found %s"
              .formatted(
                  name(),
                  String.join(", ", all.subList(0, all.size() - 1)),
                  all.get(all.size() - 1),
                  inputs.isEmpty() ? "none" : String.join(" and ", inputs)));
    }
    if (records.given()) {
      if (out == null) {
        throw new ConfigurationException(
            name() + " expects --out with " + inputs.get(0) + ", found none");
      }
      return super.execute(config, progress);
    }
    refuseOptionsOfRows(inputs.get(0));
    return execute(model, new Configuration());
  }

  private List<String> inputs() {
    return Stream.concat(
            given().entrySet().stream()
                .filter(option -> option.getValue() != null)
                .map(Map.Entry::getKey),
            records.inputsGiven())
        .toList();
  }

  private void refuseOptionsOfRows(String input) {
    Map<String, @Nullable Object> others = new LinkedHashMap<>();
    others.put("--column", column);
    others.put("--out", out);
    others.put("--output-format", outputFormat);
    others.put("--prefix", prefix);
    Stream.concat(
            others.entrySet().stream()
                .filter(option -> option.getValue() != null)
                .map(Map.Entry::getKey),
            records.optionsGiven())
        .findFirst()
        .ifPresent(
            option -> {
              throw new ConfigurationException(
                  option + " needs --input or --table, found it with " + input);
            });
  }

  @Override
  final Record execute(
      SparkSession spark, UnrollConfig config, Progress progress, StopRequest stop) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    RecordInput input = records.input();
    RowJob job =
        new RowJob(
            context,
            progress,
            name(),
            input,
            new RowJob.Output(
                Objects.requireNonNull(out),
                Objects.requireNonNullElse(outputFormat, RowFormat.PARQUET),
                Objects.requireNonNullElse(prefix, "")));
    return job.run(rowModel(model, column, context.hadoopConfiguration()));
  }

  static void describe(RowReport report, PrintWriter out) {
    if (!report.recordsSkipped().isEmpty()) {
      out.printf("records skipped: %s%n", report.recordsSkipped());
    }
    out.printf(
        Locale.ROOT,
        "%s: %,d rows in %s, %,.0f/s%s%n",
        report.folder(),
        report.rows(),
        ConsoleProgress.time(report.seconds()),
        report.rowsPerSecond(),
        report.rowsWithoutText() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; %,d of them with nothing to read, and null",
                report.rowsWithoutText()));
  }
}
