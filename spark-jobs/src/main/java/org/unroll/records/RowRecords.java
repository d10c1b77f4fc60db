package org.unroll.records;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.unroll.records.formats.NestedValue;
import org.unroll.records.formats.Values;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The records in rows of Spark SQL. */
final class RowRecords {

  private RowRecords() {}

  static InputRecord record(Row row, String[] columns, String source, long number) {
    @Nullable Object[] values = new Object[columns.length];
    for (int index = 0; index < columns.length; index++) {
      values[index] = value(row.get(index));
    }
    return new InputRecord(source, "row", number, columns, values);
  }

  /** Returns a value of a row as records have it. */
  static @Nullable Object value(@Nullable Object value) {
    if (value instanceof Seq<?> array) {
      List<@Nullable Object> elements = new ArrayList<>();
      CollectionConverters.asJava(array).forEach(element -> elements.add(scalar(element)));
      return Values.array(elements);
    }
    return scalar(value);
  }

  private static @Nullable Object scalar(@Nullable Object value) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Float || value instanceof Double || value instanceof BigDecimal) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Number number) {
      return number.longValue();
    }
    if (value instanceof Row row) {
      return new NestedValue(row.json());
    }
    if (value instanceof scala.collection.Map<?, ?> || value instanceof Seq<?>) {
      return new NestedValue(value.toString());
    }
    return value instanceof byte[] bytes
        ? new NestedValue(Arrays.toString(bytes))
        : value.toString();
  }
}
