package org.unroll.predict;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.dump.Dump.Damage;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;
import org.unroll.files.Folder;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.records.RecordInput;

/** Adds to each row of an input what a model finds in it, and writes the rows in their order. */
public final class RowJob {

  private static final String WRITTEN = "rows";

  private final JobContext job;
  private final String name;
  private final RecordInput input;
  private final Output output;

  /**
   * The result of a job.
   *
   * @param folder to create
   * @param prefix of the names of the columns that the model adds
   */
  public record Output(Path folder, RowFormat format, String prefix) {}

  /**
   * Creates a job, which {@link #run} starts.
   *
   * @param name shown with its progress
   */
  public RowJob(
      JavaSparkContext spark, Progress progress, String name, RecordInput input, Output output) {
    this.job = new JobContext(spark, progress);
    this.name = name;
    this.input = input;
    this.output = output;
  }

  /**
   * Applies a model.
   *
   * @throws BadDataException if the input is missing or damaged, lacks a column, or has one of
   *     those that the model adds
   * @throws org.unroll.errors.ConfigurationException if the folder holds something or cannot be
   *     written
   */
  public RowReport run(RowModel<?> model) {
    return TaskErrors.unwrap(() -> apply(model));
  }

  private <I> RowReport apply(RowModel<I> model) {
    Target.look(output.folder(), job.hadoop()).refuseUnlessFree();
    Map<String, Long> skipped =
        input.damage() == Damage.SKIP ? input.tally(job).skipped() : Map.of();
    RowInput rows = RowInput.of(input, job);
    AddedColumns added = AddedColumns.of(model, output.prefix());
    for (String column : model.columns()) {
      rows.checkHas(column, model.columns().size() == 1 ? "; name another with --column" : "");
    }
    added.checkNew(rows.columns(), input.describe());
    RowCounts counts = new RowCounts(job.spark().sc());
    Application<I> applied = new Application<>(model, added, counts, job.broadcastHadoop());
    long began = System.nanoTime();
    try (Staging staging = Staging.beside(output.folder(), job.hadoop())) {
      Path written = new Path(staging.attempts(), WRITTEN);
      RowProgress.show(
          job.spark().sc(),
          job.progress(),
          name,
          rows,
          counts,
          () -> write(rows, applied, written));
      keep(staging, written);
      staging.publish();
    }
    double seconds = (System.nanoTime() - began) * 1e-9;
    return new RowReport(
        output.folder().toString(),
        counts.rows(),
        counts.empty(),
        skipped,
        seconds,
        counts.rows() / seconds);
  }

  private void write(RowInput rows, Application<?> applied, Path folder) {
    try {
      rows.write(applied, output.format(), folder.toString());
    } catch (Exception e) { // Spark's is checked, though its methods do not declare it.
      if (e instanceof SparkThrowable cause && "0A000".equals(cause.getSqlState())) {
        throw new BadDataException(
            "cannot write the columns of "
                + input.describe()
                + " as "
                + output.format().extension()
                + ": "
                + ErrorMessage.firstLine(e),
            e);
      }
      throw e;
    }
  }

  /** Spark's names for the files begin with the numbers of tasks. */
  private void keep(Staging staging, Path written) {
    List<String> files =
        Folder.of(written, job.hadoop()).list().stream()
            .map(file -> file.getPath().getName())
            .filter(file -> file.startsWith("part-"))
            .sorted()
            .toList();
    for (int file = 0; file < files.size(); file++) {
      staging.keep(
          WRITTEN + "/" + files.get(file),
          String.format(java.util.Locale.ROOT, "part-%05d.%s", file, output.format().extension()));
    }
  }
}
