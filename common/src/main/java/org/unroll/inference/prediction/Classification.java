package org.unroll.inference.prediction;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The labels that a classifier chose.
 *
 * @param chosen the most probable label, or all that are likelier than not
 * @param all the probabilities of all labels, in the order of their numbers
 * @param single whether exactly one label applies
 */
public record Classification(List<String> chosen, List<Label> all, boolean single)
    implements Prediction {

  /** Labels that are shown to people. */
  private static final int SHOWN = 3;

  /** A label with its probability. */
  public record Label(String label, double probability) {}

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    if (single) {
      values.put("label", chosen.get(0));
      values.put("probability", probability(chosen.get(0)));
    } else {
      values.put("labels", chosen);
      values.put("probabilities", chosen.stream().map(this::probability).toList());
    }
    return values;
  }

  private double probability(String label) {
    return all.stream()
        .filter(each -> each.label().equals(label))
        .findFirst()
        .orElseThrow()
        .probability();
  }

  @Override
  public String show() {
    return single
        ? all.stream()
            .sorted(Comparator.comparingDouble(label -> -label.probability()))
            .limit(SHOWN)
            .map(Classification::show)
            .collect(Collectors.joining("  "))
        : all.stream()
            .filter(label -> chosen.contains(label.label()))
            .map(Classification::show)
            .collect(Collectors.joining("  "));
  }

  private static String show(Label label) {
    return String.format(Locale.ROOT, "%s %.1f %%", label.label(), 100 * label.probability());
  }
}
