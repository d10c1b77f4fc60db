package org.unroll.wiki.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The arithmetic of {@code convert}: values in another unit, as precise as those given. */
final class UnitConversion {

  private static final int SUM_DECIMALS = 3;

  private UnitConversion() {}

  /**
   * Converts the values of a measure.
   *
   * @param unit the measure's unit
   * @param target a unit of the same dimension
   * @param decimals the number of decimals asked for, or null to derive it from the values
   * @return the values in {@code target}; null if one of them is not a number
   */
  static @Nullable List<String> convert(
      Measure measure, Unit unit, Unit target, @Nullable String decimals) {
    Unit smaller = Unit.of(measure.remainderUnit());
    List<String> converted = new ArrayList<>();
    for (String given : measure.values()) {
      String value = Decimals.parse(given);
      if (value == null) {
        return null;
      }
      String source = smaller == null ? value : sum(value, unit, measure.remainder(), smaller);
      Unit from = smaller == null ? unit : smaller;
      double result = from.in(target, Double.parseDouble(source));
      int digits =
          decimals != null && Decimals.isInteger(decimals)
              ? Integer.parseInt(decimals)
              : decimals(source, result, from, scale(source, result, smaller, target));
      converted.add(
          BigDecimal.valueOf(result).setScale(digits, RoundingMode.HALF_UP).toPlainString());
    }
    return converted;
  }

  /** Adds a value and its remainder, in the smaller unit: six feet and four inches in inches. */
  private static String sum(String value, Unit unit, String remainder, Unit smaller) {
    double sum = unit.in(smaller, Double.parseDouble(value)) + Double.parseDouble(remainder);
    BigDecimal rounded = BigDecimal.valueOf(sum).setScale(SUM_DECIMALS, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * Returns the given number divided by the converted one; for feet and inches, the value that
   * leads to whole centimetres.
   */
  private static double scale(
      String written, double converted, @Nullable Unit smaller, Unit target) {
    boolean height = smaller != null && smaller.dimension().equals("length");
    return height ? 100 * target.size() : Math.abs(Double.parseDouble(written) / converted);
  }

  /**
   * Returns the number of decimals that keeps the precision of the given number, with at least two
   * significant digits.
   */
  private static int decimals(String written, double converted, Unit unit, double scale) {
    double size = Math.abs(converted);
    int point = written.indexOf('.');
    int decimals = point < 0 ? -trailingZeros(written) : written.length() - point - 1;
    if (unit.dimension().equals("temperature")) {
      return Math.max(decimals, 0);
    }
    if (size == 0 || scale == 0) {
      return 0;
    }
    int kept = (int) Math.floor(decimals + Math.log10(2 * scale));
    return Math.max(kept, 1 - (int) Math.floor(Math.log10(size)));
  }

  private static int trailingZeros(String written) {
    int zeros = 0;
    while (zeros < written.length() - 1 && written.charAt(written.length() - 1 - zeros) == '0') {
      zeros++;
    }
    return zeros;
  }
}
