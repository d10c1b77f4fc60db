package org.unroll.benchmarks;

import java.util.Collection;

/**
 * The middle of some measurements and how far the middle half of them spreads.
 *
 * @param lower a quarter of the measurements lie below
 * @param median half of them lie below
 * @param upper three quarters of them lie below
 */
public record Quartiles(double lower, double median, double upper) {

  /**
   * Sorts and picks, between two measurements in proportion.
   *
   * @throws IllegalArgumentException if there is no measurement
   */
  public static Quartiles of(Collection<Double> measurements) {
    if (measurements.isEmpty()) {
      throw new IllegalArgumentException("expected at least one measurement, found none");
    }
    double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double fraction) {
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
