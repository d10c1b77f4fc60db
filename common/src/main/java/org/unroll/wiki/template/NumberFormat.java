package org.unroll.wiki.template;

import com.ibm.icu.text.DecimalFormatSymbols;
import com.ibm.icu.util.ULocale;
import java.util.Set;

/** The decimal and grouping separators of a language. */
final class NumberFormat {

  /** The languages in which MediaWiki puts spaces between groups, unlike ICU. */
  private static final Set<String> SPACED = Set.of("es", "it", "pt");

  private final char decimal;
  private final String grouping;

  private NumberFormat(char decimal, String grouping) {
    this.decimal = decimal;
    this.grouping = grouping;
  }

  static NumberFormat of(String language) {
    ULocale locale = new ULocale(language.isEmpty() ? "en" : language);
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
    char grouping = symbols.getGroupingSeparator();
    if (Character.isSpaceChar(grouping) || SPACED.contains(locale.getLanguage())) {
      return new NumberFormat(',', " ");
    }
    return grouping == '.' ? new NumberFormat(',', ".") : new NumberFormat('.', ",");
  }

  /** Groups the digits of a number with a decimal point; returns other text unchanged. */
  String group(String number) {
    int digits = number.startsWith("-") || number.startsWith("−") ? 1 : 0;
    int point = digits;
    while (point < number.length() && isDigit(number.charAt(point))) {
      point++;
    }
    boolean whole = point == number.length();
    if (point == digits || !(whole || isDecimals(number, point))) {
      return number;
    }
    StringBuilder text = new StringBuilder(digits == 1 ? "−" : "");
    for (int i = digits; i < point; i++) {
      text.append(number.charAt(i));
      if ((point - i) % 3 == 1 && i + 1 < point) {
        text.append(grouping);
      }
    }
    return whole
        ? text.toString()
        : text.append(decimal).append(number, point + 1, number.length()).toString();
  }

  private static boolean isDecimals(String number, int point) {
    if (number.charAt(point) != '.') {
      return false;
    }
    for (int i = point + 1; i < number.length(); i++) {
      if (!isDigit(number.charAt(i))) {
        return false;
      }
    }
    return point + 1 < number.length();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
