package org.unroll.records;

import java.util.Iterator;
import java.util.function.Supplier;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Row;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ErrorMessage;

/** An iterator over the rows of a Parquet file, whose damage it reports with its name. */
final class ParquetRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final String file;

  ParquetRows(Iterator<Row> rows, String file) {
    this.rows = rows;
    this.file = file;
  }

  @Override
  public boolean hasNext() {
    return readable(rows::hasNext);
  }

  @Override
  public Row next() {
    return readable(rows::next);
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
