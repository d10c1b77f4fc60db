package org.unroll.wiki.expand;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The formatting of a given date by {@code {{#time:format|date}}}; the time of day is midnight. */
final class DateFormat {

  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?(?:[T ]00:00(?::00)?Z?)?");

  private static final Pattern DAY_FIRST =
      Pattern.compile("([0-9]{1,2})(?:st|nd|rd|th)?[ .-]+(\\p{L}+)\\.?(?:[ ,-]+([0-9]{4}))?");

  private static final Pattern MONTH_FIRST =
      Pattern.compile("(\\p{L}+)\\.?(?: +([0-9]{1,2})(?:st|nd|rd|th)?)?(?:[ ,]+([0-9]{4}))?");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  /** The year of a date that names none, which a format should not show. */
  private static final int NO_YEAR = 2000;

  private final LocalDate date;
  private final ULocale locale;

  private DateFormat(LocalDate date, String language) {
    this.date = date;
    this.locale = ULocale.forLanguageTag(language);
  }

  /**
   * Formats a date.
   *
   * @return {@link ParserFunctions#ERROR} if it is not a date
   * @throws UnexpandableException if the date is the time of reading, or is relative to it
   */
  static String text(String format, String written, String language) {
    if (written.isEmpty() || written.matches("(?i).*\\b(now|today|[+-] *[0-9]+ [a-z]+)\\b.*")) {
      throw new UnexpandableException();
    }
    try {
      LocalDate date = parse(written.strip());
      return date == null ? ParserFunctions.ERROR : new DateFormat(date, language).format(format);
    } catch (DateTimeException e) {
      return ParserFunctions.ERROR;
    }
  }

  private static @Nullable LocalDate parse(String written) {
    if (written.matches("[0-9]{4}")) {
      return LocalDate.of(Integer.parseInt(written), 1, 1);
    }
    Matcher matcher = YEAR_FIRST.matcher(written);
    if (matcher.matches()) {
      return date(matcher.group(1), Integer.parseInt(matcher.group(2)), matcher.group(3));
    }
    matcher = DAY_FIRST.matcher(written);
    if (matcher.matches()) {
      return date(matcher.group(3), month(matcher.group(2)), matcher.group(1));
    }
    matcher = MONTH_FIRST.matcher(written);
    return matcher.matches()
        ? date(matcher.group(3), month(matcher.group(1)), matcher.group(2))
        : null;
  }

  private static LocalDate date(@Nullable String year, int month, @Nullable String day) {
    return LocalDate.of(
        year == null ? NO_YEAR : Integer.parseInt(year),
        month,
        day == null ? 1 : Integer.parseInt(day));
  }

  /** Returns the number of a month by its English name or its first three letters; 0 if unknown. */
  private static int month(String name) {
    return name.length() < 3
        ? 0
        : MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
  }

  private String format(String format) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      int close = c == '"' ? format.indexOf('"', i + 1) : -1;
      if (close > 0) {
        out.append(format, i + 1, close);
        i = close + 1;
      } else if (c == '\\' && i + 1 < format.length()) {
        out.append(format.charAt(i + 1));
        i += 2;
      } else if (format.startsWith("xg", i)) {
        out.append(month(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE));
        i += 2;
      } else if (c == 'x' && i + 1 < format.length()) {
        i += 2; // Modifies the digits or the calendar.
      } else {
        out.append(field(c));
        i++;
      }
    }
    return out.toString();
  }

  private String field(char c) {
    return switch (c) {
      case 'Y', 'o' -> String.valueOf(date.getYear());
      case 'y' -> twoDigits(date.getYear() % 100);
      case 'n' -> String.valueOf(date.getMonthValue());
      case 'm' -> twoDigits(date.getMonthValue());
      case 'M' -> month(DateFormatSymbols.FORMAT, DateFormatSymbols.ABBREVIATED);
      case 'F' -> month(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE);
      case 'j' -> String.valueOf(date.getDayOfMonth());
      case 'd' -> twoDigits(date.getDayOfMonth());
      case 'z' -> String.valueOf(date.getDayOfYear() - 1);
      case 'D' -> weekday(DateFormatSymbols.ABBREVIATED);
      case 'l' -> weekday(DateFormatSymbols.WIDE);
      case 'N' -> String.valueOf(date.getDayOfWeek().getValue());
      case 'w' -> String.valueOf(date.getDayOfWeek().getValue() % 7);
      case 't' -> String.valueOf(date.lengthOfMonth());
      case 'L' -> date.isLeapYear() ? "1" : "0";
      case 'G', 'g' -> "0";
      case 'H', 'i', 's', 'h' -> "00";
      case 'U' -> String.valueOf(date.toEpochDay() * 86_400);
      default -> String.valueOf(c);
    };
  }

  private static String twoDigits(int number) {
    return number < 10 ? "0" + number : String.valueOf(number);
  }

  private String month(int context, int width) {
    return DateFormatSymbols.getInstance(locale)
        .getMonths(context, width)[date.getMonthValue() - 1];
  }

  private String weekday(int width) {
    int index = date.getDayOfWeek().getValue() % 7 + 1;
    return DateFormatSymbols.getInstance(locale)
        .getWeekdays(DateFormatSymbols.STANDALONE, width)[index];
  }
}
