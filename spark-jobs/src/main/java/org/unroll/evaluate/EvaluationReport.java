package org.unroll.evaluate;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.data.CountTable;
import org.unroll.data.TaskData;
import org.unroll.dataset.Split;
import org.unroll.task.Metrics;

/**
 * The quality of a model on a split of prepared data, or on text files.
 *
 * @param split the label of the split; null for text files
 * @param text the path of the text files; null, and left out of JSON, for a split
 * @param unit what a prediction is for, in the plural
 * @param tokens the number of predictions
 * @param tables such as a confusion matrix, by name; left out of JSON where there are none
 * @param signatures the settings of figures that have any, by their names; left out of JSON where
 *     there are none
 * @param figures those of the task by name, then its baselines; for a language model {@code
 *     perplexity}, {@code bitsPerToken}, {@code accuracyAt1}, {@code accuracyAt3}, the accuracies
 *     without {@code <unk>}, {@code unkRate} and, of prepared data, {@code unigramPerplexity}
 */
public record EvaluationReport(
    @Nullable String split,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text,
    @JsonIgnore String unit,
    long tokens,
    @JsonAnyGetter Map<String, Double> figures,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, CountTable> tables,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> signatures) {

  static EvaluationReport of(Split split, Metrics metrics, TaskData<?> data) {
    Map<String, Double> figures = new LinkedHashMap<>(metrics.figures());
    figures.putAll(data.baselines(split));
    return new EvaluationReport(
        split.label(),
        null,
        data.task().objective().unit(),
        metrics.predictions(),
        figures,
        data.tables(metrics),
        metrics.signatures());
  }

  static EvaluationReport ofText(String text, Metrics metrics) {
    return new EvaluationReport(
        null,
        text,
        "tokens",
        metrics.predictions(),
        metrics.figures(),
        Map.of(),
        metrics.signatures());
  }

  /**
   * One of the figures.
   *
   * @throws IllegalArgumentException if the report does not have it
   */
  public double figure(String name) {
    Double value = figures.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "expected one of the figures " + figures.keySet() + ", found " + name);
    }
    return value;
  }
}
