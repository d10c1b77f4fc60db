package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.files.Json;
import org.unroll.files.Sha256;
import org.unroll.records.InputRecord;

/** The way from the values of a record to its key. It travels to the executors. */
final class RecordKeys implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Preparation preparation;
  private final SplitConfig config;

  RecordKeys(Preparation preparation, SplitConfig config) {
    this.preparation = preparation;
    this.config = config;
  }

  /**
   * The key of a record.
   *
   * @param given the split that the record was given for; if none, a hash of what is predicted from
   *     decides
   */
  RecordKey of(InputRecord item, @Nullable Split given) {
    List<Object> values = values(item, preparation.inputColumns(item));
    Split split = given == null ? Split.ofArticle(hash(values), config) : given;
    values.addAll(values(item, preparation.targetColumns()));
    return new RecordKey(split, hash(values));
  }

  private static List<Object> values(InputRecord item, List<String> columns) {
    List<Object> values = new ArrayList<>();
    columns.forEach(column -> values.add(text(item.value(column))));
    return values;
  }

  /** The text of a value; equal values have equal texts. */
  private static String text(@Nullable Object value) {
    if (value instanceof double[] numbers) {
      return Arrays.toString(numbers);
    }
    return value instanceof Object[] elements
        ? Json.compact(Arrays.stream(elements).map(String::valueOf).toList())
        : String.valueOf(value);
  }

  private static long hash(List<Object> values) {
    return Long.parseUnsignedLong(Sha256.of(Json.compact(values)).substring(0, 16), 16);
  }
}
