package org.unroll.wiki.template;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.SimpleDateFormat;
import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.GregorianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The templates for dates, which spell out a month given as a number: {@code {{date|29|9|2019}}}.
 */
final class Dates {

  private static final Set<String> NAMES =
      Set.of("date", "date-", "dates", "jma", "datum", "дата", "dtext", "data");

  private static final Set<String> SINCE = Set.of("as of", "asof", "as of?", "update after2");

  /** The abbreviation of "year" after a full date in the patterns of Slavic languages. */
  private static final String YEAR_WORD = "[ \\u00A0\\u202F]'[^']{1,4}'\\.?$";

  private static final int PARTS = 3;

  /** The formats of full dates by language, made when first used: making one takes long. */
  private static final Map<String, DateFormat> FORMATS = new ConcurrentHashMap<>();

  private final String language;
  private final String[] months;

  /** Creates the templates for a language, which is empty if unknown. */
  Dates(String language) {
    this.language = language;
    this.months =
        language.isEmpty()
            ? new String[0]
            : DateFormatSymbols.getInstance(ULocale.forLanguageTag(language)).getMonths();
  }

  static boolean isName(String template) {
    return NAMES.contains(template);
  }

  /** Tells whether the template states the date of a fact: {@code {{as of|2015|6}}}. */
  static boolean isSince(String template) {
    return SINCE.contains(template);
  }

  /** Expands a template for which {@link #isSince} is true; returns null if it has no date. */
  @Nullable String since(Arguments arguments) {
    String day = arguments.get("df") == null ? dayMonthYear(arguments) : monthDayYear(arguments);
    String date = day == null ? arguments.get("1") : day;
    if (date == null) {
      return null;
    }
    String words = arguments.get("since") == null ? "As of " : "Since ";
    String after = arguments.get("post");
    return (arguments.get("lc") == null ? words : words.toLowerCase(Locale.ROOT))
        + date
        + (after == null ? "" : after);
  }

  /** Formats the arguments year, month and optionally day; returns null for an invalid month. */
  @Nullable String dayMonthYear(Arguments arguments) {
    String month = month(arguments);
    String day = day(arguments);
    return month == null
        ? null
        : day + (day.isEmpty() ? "" : " ") + month + yearAfter(" ", arguments);
  }

  /**
   * Formats the same arguments in the order used in the United States, if the text is in English.
   */
  @Nullable String monthDayYear(Arguments arguments) {
    String month = month(arguments);
    String day = day(arguments);
    if (!language.startsWith("en")) {
      String date = numbers(arguments.get("3"), arguments.get("2"), arguments.get("1"));
      return date == null ? dayMonthYear(arguments) : date;
    }
    boolean dayFirst = isYes(arguments.get("df"));
    if (month == null || day.isEmpty() || dayFirst) {
      return dayMonthYear(arguments);
    }
    return month + " " + day + yearAfter(", ", arguments);
  }

  private static boolean isYes(@Nullable String option) {
    return "y".equals(option) || "yes".equals(option);
  }

  private @Nullable String month(Arguments arguments) {
    String month = arguments.get("2");
    if (month == null || Character.isLetter(month.charAt(0))) {
      return month;
    }
    return isNumber(month, months.length) ? months[Integer.parseInt(month) - 1] : null;
  }

  private static String day(Arguments arguments) {
    String day = arguments.get("3");
    return day != null && isNumber(day, 31) ? Integer.toString(Integer.parseInt(day)) : "";
  }

  private static String yearAfter(String separator, Arguments arguments) {
    String year = arguments.get("1");
    return year == null ? "" : separator + year;
  }

  /** Formats the arguments day, month and year; returns null if they are not numbers. */
  @Nullable String fullDate(Arguments arguments) {
    return numbers(arguments.get("1"), arguments.get("2"), arguments.get("3"));
  }

  /** Formats a date as the wiki's language writes it; returns null if there is none. */
  private @Nullable String numbers(
      @Nullable String day, @Nullable String month, @Nullable String year) {
    if (language.isEmpty() || day == null || month == null || year == null) {
      return null;
    }
    if (!isNumber(day, 31) || !isNumber(month, 12) || !year.matches("[0-9]{1,4}")) {
      return null;
    }
    Calendar date = new GregorianCalendar(TimeZone.GMT_ZONE, ULocale.ROOT);
    date.clear();
    date.set(Integer.parseInt(year), Integer.parseInt(month) - 1, Integer.parseInt(day));
    DateFormat format = FORMATS.computeIfAbsent(language, Dates::format);
    return ((DateFormat) format.clone()).format(date);
  }

  private static DateFormat format(String language) {
    ULocale locale = ULocale.forLanguageTag(language + "-u-ca-gregory-nu-latn");
    String pattern = DateTimePatternGenerator.getInstance(locale).getBestPattern("dMMMMy");
    DateFormat format = new SimpleDateFormat(pattern.replaceAll(YEAR_WORD, ""), locale);
    format.setTimeZone(TimeZone.GMT_ZONE);
    return format;
  }

  /** Formats day, month and year, in one argument or several; returns null if there is none. */
  @Nullable String text(Arguments arguments) {
    List<String> parts = new ArrayList<>();
    for (int position = 1; position <= PARTS; position++) {
      String part = arguments.get(Integer.toString(position));
      if (part != null) {
        parts.addAll(Arrays.asList(part.split(" +")));
      }
    }
    if (parts.size() > 1 && isNumber(parts.get(0), 31)) {
      String month = parts.get(1);
      if (isNumber(month, months.length)) {
        parts.set(1, months[Integer.parseInt(month) - 1]);
      }
      if (language.equals("fr") && parts.get(0).equals("1")) {
        parts.set(0, "1er");
      }
    }
    return parts.isEmpty() ? null : String.join(" ", parts);
  }

  private static boolean isNumber(String text, int max) {
    return text.matches("[0-9]{1,2}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= max;
  }
}
