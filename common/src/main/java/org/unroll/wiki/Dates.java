package org.unroll.wiki;

import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Templates for dates, which name a month that is given as a number: {@code {{date|29|9|2019}}}.
 */
final class Dates {

  private static final Set<String> NAMES =
      Set.of("date", "date-", "dates", "jma", "datum", "дата", "dtext", "data");

  private static final int PARTS = 3;

  private final String language;
  private final String[] months;

  /** Dates in a language, which is empty if it is not known. */
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

  /** Day, month and year, in one argument or several; null if there is none. */
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

  private static boolean isNumber(String text, int most) {
    return text.matches("[0-9]{1,2}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= most;
  }
}
