package org.unroll.inference.prediction;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A translation.
 *
 * @param text of the translation
 * @param score the natural logarithm of its probability, with the length penalty
 * @param alignment what the translator looked at
 */
public record Translation(String text, double score, Alignment alignment) implements Prediction {

  /**
   * The weights of the attention.
   *
   * @param target the tokens of the translation, its end included, as people read them
   * @param source the tokens that were translated, as people read them
   * @param weights a row for each token of the target, with a value for each of the source; a row
   *     adds up to 1
   */
  public record Alignment(List<String> target, List<String> source, List<float[]> weights) {

    /** The alignment of nothing. */
    static final Alignment NONE = new Alignment(List.of(), List.of(), List.of());

    /**
     * The weights as a table of hundredths for people, with a line feed at the end of each line.
     */
    public String show() {
      StringBuilder table = new StringBuilder(" ".repeat(12));
      source.forEach(token -> table.append(String.format(Locale.ROOT, " %8.8s", token.strip())));
      for (int row = 0; row < target.size(); row++) {
        table.append(String.format(Locale.ROOT, "%n%-12.12s", target.get(row).strip()));
        for (float weight : weights.get(row)) {
          table.append(String.format(Locale.ROOT, " %8.2f", weight));
        }
      }
      return table.append(String.format(Locale.ROOT, "%n")).toString();
    }
  }

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("translation", text);
    values.put("score", score);
    return values;
  }

  @Override
  public String show() {
    return text;
  }
}
