package org.unroll.cli;

import java.time.Duration;
import org.apache.spark.network.util.JavaUtils;
import picocli.CommandLine;

/**
 * A parser of durations in the form of Spark's configuration: a whole number and a unit, {@code
 * ms}, {@code s}, {@code m} or {@code min}, {@code h}, {@code d}; without a unit it counts seconds.
 * Fractions of a second are dropped.
 */
final class Durations {

  private Durations() {}

  static Duration parse(String text) {
    long seconds;
    try {
      seconds = JavaUtils.timeStringAsSec(text);
    } catch (IllegalArgumentException e) {
      throw invalid(text);
    }
    if (seconds < 1) {
      throw invalid(text);
    }
    return Duration.ofSeconds(seconds);
  }

  private static CommandLine.TypeConversionException invalid(String text) {
    return new CommandLine.TypeConversionException(
        "expected a duration of at least a second, such as 90s, 30m or 2h, found '" + text + "'");
  }
}
