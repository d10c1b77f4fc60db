package org.unroll.records;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** A row with the values that Spark has for it, and its place for messages. */
public final class TypedRow implements Serializable {

  private static final long serialVersionUID = 1L;

  private final @Nullable Object[] values;
  private final String source;
  private final long number;

  private TypedRow(@Nullable Object[] values, String source, long number) {
    this.values = values;
    this.source = source;
    this.number = number;
  }

  /**
   * Creates a row.
   *
   * @param width the number of values that are taken from {@code row}
   * @param more the values of further columns
   */
  static TypedRow of(Row row, int width, String[] more, String source, long number) {
    @Nullable Object[] values = new Object[width + more.length];
    for (int column = 0; column < width; column++) {
      values[column] = row.get(column);
    }
    System.arraycopy(more, 0, values, width, more.length);
    return new TypedRow(values, source, number);
  }

  /** Returns the values in the order of the columns, followed by room for more. */
  public @Nullable Object[] values(int more) {
    return Arrays.copyOf(values, values.length + more);
  }

  /**
   * Returns some columns as a record.
   *
   * @param names of the columns
   * @param indexes of the columns in the row
   */
  public InputRecord record(String[] names, int[] indexes) {
    @Nullable Object[] some = new Object[indexes.length];
    for (int i = 0; i < indexes.length; i++) {
      some[i] = RowRecords.value(values[indexes[i]]);
    }
    return new InputRecord(source, "row", number, names, some);
  }
}
