package org.unroll.benchmarks;

import java.util.Collection;

/**
 * The quartiles of a number of measurements.
 *
 * @param lower the first quartile
 * @param median the second quartile
 * @param upper the third quartile
 */
public record Quartiles(double lower, double median, double upper) {

  /**
   * Computes the quartiles, interpolating linearly between two measurements.
   *
   * @throws IllegalArgumentException if there is no measurement
   */
  public static Quartiles of(Collection<Double> measurements) {
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("expected at least one measurement, found none");
    }
    double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
  }

  private static double quantile(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
