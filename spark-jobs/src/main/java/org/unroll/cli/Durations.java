package org.unroll.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** A parser of durations such as 90s, 30m and 2h. */
final class Durations {

  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})([smh])");

  private Durations() {}

  static Duration parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new CommandLine.TypeConversionException(
          "expected a duration such as 90s, 30m or 2h, found '" + text + "'");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
