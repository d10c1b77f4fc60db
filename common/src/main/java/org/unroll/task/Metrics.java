package org.unroll.task;

import java.io.Serializable;
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
