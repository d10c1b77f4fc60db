package org.unroll.task.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * The standardisation of features: each has mean 0 and standard deviation 1 in the training split;
 * one that is the same in all examples becomes 0.
 *
 * @param columns the columns that the features come from, in order; one column for arrays
 * @param means (I)
 * @param deviations (I)
 */
public record FeatureScale(
    @Nullable List<String> columns, double @Nullable [] means, double @Nullable [] deviations) {

  /** The name of the file with the scale. */
  public static final String FILE = "features.json";

  /**
   * The scale that a file holds.
   *
   * @param files the text files of a model or of data, by name
   * @param folder their folder, for messages
   * @throws BadDataException if the file is missing or damaged
   */
  public static FeatureScale read(Map<String, String> files, String folder) {
    String expected = "the means and deviations of features";
    String json = files.get(FILE);
    if (json == null) {
      throw new BadDataException("%s: expected the file %s, found none".formatted(folder, FILE));
    }
    FeatureScale scale = Json.read(json, FeatureScale.class, folder + "/" + FILE, expected);
    double[] deviations = scale.deviations;
    double[] means = scale.means;
    if (scale.columns == null
        || means == null
        || deviations == null
        || means.length == 0
        || means.length != deviations.length
        || !Arrays.stream(means).allMatch(Double::isFinite)
        || !Arrays.stream(deviations).allMatch(value -> value >= 0 && Double.isFinite(value))) {
      throw new BadDataException(
          "%s/%s: expected %s, one of each, found other values".formatted(folder, FILE, expected));
    }
    return scale;
  }

  /** The content of the file. */
  public String toJson() {
    return Json.indented(this);
  }

  /** I, the number of features. */
  public int size() {
    return means == null ? 0 : means.length;
  }

  /** The columns that the features come from, in order. */
  public List<String> columnNames() {
    return columns == null ? List.of() : columns;
  }

  /** Standardises the features of an example in place, (I). */
  public void apply(float[] features) {
    if (means == null || deviations == null) {
      throw new IllegalStateException("expected means and deviations, found none");
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = deviations[i] == 0 ? 0 : (float) ((features[i] - means[i]) / deviations[i]);
    }
  }
}
