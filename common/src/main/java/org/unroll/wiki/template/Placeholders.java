package org.unroll.wiki.template;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.markup.Markers;

/**
 * The values of the placeholders in {@code templates.txt}: an argument, or an argument transformed
 * by the function named before a colon.
 */
final class Placeholders {

  private static final Pattern POWER_OF_TEN = Pattern.compile("^([0-9.]+)[eE](?=[-−+]?[0-9]+$)");

  private final String language;
  private final NumberFormat numbers;
  private final Dates dates;

  Placeholders(String language, NumberFormat numbers, Dates dates) {
    this.language = language;
    this.numbers = numbers;
    this.dates = dates;
  }

  /** Returns the text that replaces {@code {placeholder}}; null if there is none. */
  @Nullable String value(String placeholder, Arguments arguments, String templateName) {
    int colon = placeholder.indexOf(':');
    if (colon > 0) {
      String argument = arguments.get(placeholder.substring(colon + 1));
      return argument == null ? null : apply(placeholder.substring(0, colon), argument);
    }
    return switch (placeholder) {
      case "NAME" -> templateName.toUpperCase(Locale.ROOT);
      case "items" -> arguments.items(Markers.BREAK);
      case "dmy" -> dates.dayMonthYear(arguments);
      case "mdy" -> dates.monthDayYear(arguments);
      default -> arguments.get(placeholder);
    };
  }

  private @Nullable String apply(String function, String argument) {
    return switch (function) {
      case "language" -> {
        String name = Languages.name(argument, language);
        yield name.isEmpty() ? null : name;
      }
      case "country" -> {
        String name = Countries.name(argument, language);
        yield name == null ? argument : name;
      }
      case "number" -> number(argument);
      case "power" -> POWER_OF_TEN.matcher(argument).replaceFirst("$1×10");
      default ->
          throw new IllegalStateException("unknown function in templates.txt: {" + function + ":");
    };
  }

  /** Groups the digits of the number before the first space. */
  private String number(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0
        ? numbers.group(argument)
        : numbers.group(argument.substring(0, blank)) + argument.substring(blank);
  }
}
