package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.errors.BadDataException;
import org.unroll.records.InputRecord;
import org.unroll.task.classification.FeatureScale;

/** The columns of a feature vector: several of numbers, or one of arrays. */
final class FeatureColumns implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String ALL = "*";

  /** What becomes of features that are only 0 or 1 in the training split. */
  enum Indicators {
    /** They are standardised like the others. */
    STANDARDIZED,
    /** They stay as they are: a rare one would become a large number, however often it is 1. */
    KEPT
  }

  private final String[] columns;
  private final String[] others;
  private final Indicators indicators;

  /**
   * Columns.
   *
   * @param columns their names, or {@code *} for all but the others
   * @param others the columns that are no features
   */
  FeatureColumns(List<String> columns, List<String> others, Indicators indicators) {
    this.columns = columns.toArray(String[]::new);
    this.indicators = indicators;
    this.others = others.toArray(String[]::new);
  }

  /** The names of the columns, as the record has them. */
  List<String> columns(InputRecord item) {
    if (!isAll()) {
      return List.of(columns);
    }
    List<String> all = new ArrayList<>(item.columns());
    all.removeAll(List.of(others));
    if (all.isEmpty()) {
      throw new BadDataException(
          "%s: expected columns of features besides %s, found none"
              .formatted(item.place(), String.join(", ", others)));
    }
    return all;
  }

  private boolean isAll() {
    return Arrays.equals(columns, new String[] {ALL});
  }

  /** The values of a record as texts, the same in whatever order and format they come. */
  List<String> values(InputRecord item) {
    List<String> values = new ArrayList<>();
    for (String column : columns(item).stream().sorted().toList()) {
      for (float number : item.numbers(column)) {
        values.add(Float.toString(number));
      }
    }
    return values;
  }

  /**
   * Measures means and deviations; they do not depend on how the records are spread.
   *
   * @throws BadDataException naming the place of a vector of another size, or of one that has
   *     values that are no numbers
   */
  FeatureScale learn(JavaRDD<InputRecord> training) {
    List<String> names = names(training);
    String[] read = names.toArray(String[]::new);
    InputRecord first = training.first();
    int size = first.numbers(read).length;
    if (size == 0) {
      throw new BadDataException(
          first.place()
              + ": expected numbers in "
              + (names.isEmpty() ? "other columns" : names)
              + ", found none");
    }
    ExactMoments moments =
        training.aggregate(
            new ExactMoments(size),
            (sums, item) -> sums.add(raw(item, size, read)),
            ExactMoments::add);
    return indicators == Indicators.KEPT
        ? new FeatureScale(
            names, moments.ofOthers(moments.means(), 0), moments.ofOthers(moments.deviations(), 1))
        : new FeatureScale(names, moments.means(), moments.deviations());
  }

  /** The names in the order of the features; of several orders, the first by the alphabet. */
  private List<String> names(JavaRDD<InputRecord> training) {
    return isAll()
        ? List.of(
            training
                .map(item -> columns(item).toArray(String[]::new))
                .reduce((one, other) -> Arrays.compare(one, other) <= 0 ? one : other))
        : List.of(columns);
  }

  /** The standardised features of a record, (I). */
  float[] encode(InputRecord item, FeatureScale scale) {
    float[] features = raw(item, scale.size(), scale.columnNames().toArray(String[]::new));
    scale.apply(features);
    return features;
  }

  private float[] raw(InputRecord item, int size, String... read) {
    float[] features = item.numbersOfWidth(size, read);
    if (isAll() && columns(item).size() > read.length) {
      List<String> more = new ArrayList<>(columns(item));
      more.removeAll(List.of(read));
      throw new BadDataException(
          "%s: expected the columns of the training split, found another one, %s"
              .formatted(item.place(), more.get(0)));
    }
    return features;
  }
}
