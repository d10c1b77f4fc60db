package org.unroll.evaluate;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.dataset.Split;
import org.unroll.task.Metrics;

/**
 * The quality of a model on a split.
 *
 * @param split its label
 * @param tokens the number of predictions
 * @param figures those of the task by name, then its baselines; for a language model {@code
 *     perplexity}, {@code bitsPerToken}, {@code accuracyAt1}, {@code accuracyAt3}, the accuracies
 *     without {@code <unk>}, {@code unkRate} and {@code unigramPerplexity}
 */
public record EvaluationReport(
    String split, long tokens, @JsonAnyGetter Map<String, Double> figures) {

  static EvaluationReport of(Split split, Metrics metrics, Map<String, Double> baselines) {
    Map<String, Double> figures = new LinkedHashMap<>(metrics.figures());
    figures.putAll(baselines);
    return new EvaluationReport(split.label(), metrics.predictions(), figures);
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
