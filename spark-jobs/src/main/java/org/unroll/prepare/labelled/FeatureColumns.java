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

  /** The names of the columns. */
  List<String> columns(InputRecord item) {
    if (!Arrays.equals(columns, new String[] {ALL})) {
      return List.of(columns);
    }
    List<String> all = new ArrayList<>(item.columns());
    all.removeAll(List.of(others));
    return all;
  }

  /**
   * Measures means and deviations; they do not depend on how the records are spread.
   *
   * @throws BadDataException naming the place of a vector of another size, or of one that has
   *     values that are no numbers
   */
  FeatureScale learn(JavaRDD<InputRecord> training) {
    InputRecord first = training.first();
    List<String> names = columns(first);
    int size = first.numbers(names.toArray(String[]::new)).length;
    if (size == 0) {
      throw new BadDataException(
          "%s: expected numbers in %s, found none"
              .formatted(first.place(), names.isEmpty() ? "other columns" : names));
    }
    ExactMoments moments =
        training.aggregate(
            new ExactMoments(size), (sums, item) -> sums.add(raw(item, size)), ExactMoments::add);
    return indicators == Indicators.KEPT
        ? new FeatureScale(
            names, moments.ofOthers(moments.means(), 0), moments.ofOthers(moments.deviations(), 1))
        : new FeatureScale(names, moments.means(), moments.deviations());
  }

  /** The standardised features of a record, (I). */
  float[] encode(InputRecord item, FeatureScale scale) {
    float[] features = raw(item, scale.size());
    scale.apply(features);
    return features;
  }

  private float[] raw(InputRecord item, int size) {
    return item.numbersOfWidth(size, columns(item).toArray(String[]::new));
  }
}
