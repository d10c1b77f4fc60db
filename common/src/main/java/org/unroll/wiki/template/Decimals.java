package org.unroll.wiki.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as arguments of a template write them: integers, decimals and fractions. */
final class Decimals {

  private static final int MAX_DIGITS = 15;
  private static final int MAX_INTEGER_LENGTH = 3;
  private static final int FRACTION_DECIMALS = 3;

  private static final Pattern FRACTION =
      Pattern.compile("(?:([0-9]{1,6})\\+)?([0-9]{1,6})//?([0-9]{1,6})");

  private Decimals() {}

  /** Tells whether {@code text} is an integer that can be a number of decimals. */
  static boolean isInteger(String text) {
    return text.length() <= MAX_INTEGER_LENGTH && isNumber(text) && text.indexOf('.') < 0;
  }

  /** Tells whether {@code text} is digits with an optional sign and at most one decimal point. */
  static boolean isNumber(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    int points = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      points += c == '.' ? 1 : 0;
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    int digits = text.length() - start - points;
    return points <= 1 && digits >= 1 && digits <= MAX_DIGITS;
  }

  /**
   * Returns a number unchanged, or a fraction such as {@code 1+3/4} as a decimal of up to three
   * places; null if {@code value} is neither.
   */
  static @Nullable String parse(String value) {
    Matcher fraction = FRACTION.matcher(value);
    if (!fraction.matches()) {
      return isNumber(value) ? value : null;
    }
    String whole = fraction.group(1);
    BigDecimal divisor = new BigDecimal(fraction.group(3));
    if (divisor.signum() == 0) {
      return null;
    }
    return new BigDecimal(fraction.group(2))
        .divide(divisor, FRACTION_DECIMALS, RoundingMode.HALF_UP)
        .add(whole == null ? BigDecimal.ZERO : new BigDecimal(whole))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Formats a value for display: {@code 1+3/4} as {@code 1 3/4}, numbers in groups of digits. */
  static String format(String value, NumberFormat numbers) {
    Matcher fraction = FRACTION.matcher(value);
    if (!fraction.matches()) {
      return numbers.group(value);
    }
    String whole = fraction.group(1);
    return (whole == null ? "" : whole + " ") + fraction.group(2) + "/" + fraction.group(3);
  }

  /** Tells whether a unit after {@code value} is in the singular: after one, or a part of one. */
  static boolean isSingular(String value) {
    return value.equals("1") || (value.indexOf('/') > 0 && value.indexOf('+') < 0);
  }
}
