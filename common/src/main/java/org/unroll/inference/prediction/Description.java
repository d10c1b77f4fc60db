package org.unroll.inference.prediction;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A description.
 *
 * @param text of the description
 * @param score the natural logarithm of its probability, with the length penalty
 */
public record Description(String text, double score) implements Prediction {

  @Override
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("description", text);
    values.put("score", score);
    return values;
  }

  @Override
  public String show() {
    return text;
  }
}
