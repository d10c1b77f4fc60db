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
    List<String> values = new ArrayList<>(preparation.inputs(item));
    Split split = given == null ? Split.ofArticle(hash(values), config) : given;
    values.addAll(preparation.targets(item));
    return new RecordKey(split, hash(values));
  }

  /** The values of columns as texts, the same from all formats of the input. */
  static List<String> values(InputRecord item, List<String> columns) {
    return columns.stream().map(column -> text(item.value(column))).toList();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.valueOf(number.longValue())
          : number.toString();
    }
    if (value instanceof double[] numbers) {
      return Json.compact(Arrays.stream(numbers).mapToObj(RecordKeys::text).toList());
    }
    if (value instanceof @Nullable Object[] values) {
      return Json.compact(Arrays.stream(values).map(RecordKeys::text).toList());
    }
    return String.valueOf(value);
  }

  private static long hash(List<String> values) {
    return Long.parseUnsignedLong(Sha256.of(Json.compact(values)).substring(0, 16), 16);
  }
}
