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

  /** The date of a note: a month and a year, with little else. */
  private static final Pattern DATE =
      Pattern.compile(
          "(?:[0-9]{1,2}[.e]?r? )?(?:de |del )?\\p{L}{3,12}\\.?,? (?:de |del )?[0-9]{4}"
              + "|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[0-9]{4}년 ?[0-9]{1,2}월.*");

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
      String function = placeholder.substring(0, colon);
      return function.equals("if")
          ? condition(placeholder.substring(colon + 1), arguments)
          : apply(function, first(placeholder.substring(colon + 1), arguments));
    }
    return switch (placeholder) {
      case "NAME" -> templateName.toUpperCase(Locale.ROOT);
      case "items" -> arguments.items(Markers.BREAK);
      case "date" -> dates.fullDate(arguments);
      case "dmy" -> dates.dayMonthYear(arguments);
      case "mdy" -> dates.monthDayYear(arguments);
      default -> first(placeholder, arguments);
    };
  }

  /** Returns the first argument that is there of the names that slashes separate. */
  private static @Nullable String first(String names, Arguments arguments) {
    int slash = names.indexOf('/');
    if (slash < 0) {
      return arguments.get(names);
    }
    String value = arguments.get(names.substring(0, slash));
    return value == null ? first(names.substring(slash + 1), arguments) : value;
  }

  /** Returns an empty text if {@code name=value} holds, else null. */
  private static @Nullable String condition(String condition, Arguments arguments) {
    int equals = condition.indexOf('=');
    String value = arguments.get(condition.substring(0, equals));
    return condition.substring(equals + 1).equals(value) ? "" : null;
  }

  private @Nullable String apply(String function, @Nullable String argument) {
    if (argument == null) {
      return null;
    }
    return switch (function) {
      case "language" -> {
        String name = Languages.name(argument, language);
        yield name.isEmpty() ? null : name;
      }
      case "country" -> {
        String name = Countries.name(argument, language);
        yield name == null ? argument : name;
      }
      case "code" -> Languages.isCode(argument) ? "" : null;
      case "word" -> argument.equals("-") ? null : argument;
      case "words" -> hasLetter(argument) && !DATE.matcher(argument).matches() ? argument : null;
      case "number" -> number(argument);
      case "power" -> POWER_OF_TEN.matcher(argument).replaceFirst("$1×10");
      default ->
          throw new IllegalStateException("unknown function in templates.txt: {" + function + ":");
    };
  }

  private static boolean hasLetter(String text) {
    return text.codePoints().anyMatch(Character::isLetter);
  }

  /** Groups the digits of the number before the first space. */
  private String number(String argument) {
    int blank = argument.indexOf(' ');
    return blank < 0
        ? numbers.group(argument)
        : numbers.group(argument.substring(0, blank)) + argument.substring(blank);
  }
}
