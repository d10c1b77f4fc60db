package org.unroll.predict;

import java.util.List;
import java.util.OptionalLong;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;
import org.unroll.records.RecordInput;

/** The rows of a job, once it is known which columns they have. */
sealed interface RowInput permits TextRows, SqlRows {

  /**
   * Looks at an input. Files of text are read for it.
   *
   * @throws BadDataException if there is nothing, or it is damaged
   */
  static RowInput of(RecordInput input, JobContext job) {
    return input
        .typed(job)
        .<RowInput>map(rows -> new SqlRows(rows, input.describe()))
        .orElseGet(() -> TextRows.of(input, job));
  }

  /** Returns the columns, in their order. */
  List<String> columns();

  /**
   * Checks that the rows have a column.
   *
   * @param advice what to do if they do not
   * @throws BadDataException if they do not
   */
  void checkHas(String column, String advice);

  /** Returns the number of rows, if it is known. */
  OptionalLong count();

  /** Returns the number of tasks that read them. */
  int partitions();

  /** Writes the rows with what a model adds, in their order, into a new folder. */
  <I> void write(Application<I> applied, RowFormat format, String folder);

  /** Returns the error of rows that lack a column. */
  static BadDataException lacks(String column, List<String> found, String place, String advice) {
    return new BadDataException(
        "expected the column %s in %s, found %s%s"
            .formatted(
                column,
                place,
                found.isEmpty() ? "none" : "only " + String.join(", ", found),
                advice));
  }
}
