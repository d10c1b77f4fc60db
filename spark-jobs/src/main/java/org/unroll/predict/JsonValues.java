package org.unroll.predict;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.files.Json;
import org.unroll.records.formats.NestedValue;

/** The values of records as they stood in JSON. */
final class JsonValues {

  /** Whole numbers up to this are exact. */
  private static final double MAX_WHOLE = 1L << 53;

  private JsonValues() {}

  static @Nullable Object of(@Nullable Object value) {
    if (value instanceof NestedValue nested) {
      return Json.tree(nested.json(), "a nested value", "JSON");
    }
    if (value instanceof double[] numbers) {
      List<Number> all = new ArrayList<>();
      for (double number : numbers) {
        all.add(number(number));
      }
      return all;
    }
    if (value instanceof Object[] mixed && !(value instanceof String[])) {
      List<@Nullable Object> all = new ArrayList<>();
      for (Object element : mixed) {
        all.add(of(element));
      }
      return all;
    }
    return value;
  }

  /** Arrays of numbers do not know which of them were written without a decimal point. */
  private static Number number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= MAX_WHOLE) {
      return (long) number;
    }
    return number;
  }
}
