package org.unroll.records;

import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;

/** An iterator over the records of a Parquet file, whose damage it reports with its name. */
final class ParquetRows implements Iterator<InputRecord> {

  private final Iterator<Row> rows;
  private final String file;
  private final String[] columns;

  /**
   * Creates the iterator.
   *
   * @param rows the values of the columns, and the index of each row in the file
   */
  ParquetRows(Iterator<Row> rows, String file, String[] columns) {
    this.rows = rows;
    this.file = file;
    this.columns = columns;
  }

  @Override
  public boolean hasNext() {
    return readable(rows::hasNext);
  }

  @Override
  public InputRecord next() {
    Row row = readable(rows::next);
    return RowRecords.record(row, columns, file, row.getLong(columns.length) + 1);
  }

  private <T> T readable(Supplier<T> read) {
    try {
      return read.get();
    } catch (Exception e) { // Spark's is checked, though its iterator does not declare it.
      if (e instanceof SparkThrowable) {
        throw unreadable(file, e);
      }
      throw e;
    }
  }

  static BadDataException unreadable(String path, Exception error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return new BadDataException(
        "cannot read " + path + " as Parquet: " + ErrorMessage.firstLine(cause), error);
  }
}
