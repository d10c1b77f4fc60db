package org.unroll.task;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;

/**
 * Sums over the predictions of an evaluation, and the figures made of them. The sums of two shards
 * add up to those of both.
 */
public interface Metrics extends Serializable {

  /**
   * Adds the sums of another shard.
   *
   * @param other metrics of the same task
   */
  void add(Metrics other);

  /** The number of predictions that were counted. */
  long predictions();

  /** The figures by name, such as {@code perplexity}, in the order in which people read them. */
  Map<String, Double> figures();

  /**
   * The settings of figures, by the names of those that have any, in a form that others can read.
   */
  default Map<String, String> signatures() {
    return Map.of();
  }

  /** A figure as people read it: four decimals where it is at most 1, otherwise two. */
  static String show(double figure) {
    return String.format(Locale.ROOT, Math.abs(figure) <= 1 ? "%.4f" : "%.2f", figure);
  }

  /**
   * One of the figures.
   *
   * @throws IllegalArgumentException if these metrics have no figure of that name
   */
  default double figure(String name) {
    Double value = figures().get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "expected one of the figures " + figures().keySet() + ", found " + name);
    }
    return value;
  }
}
