package org.unroll.wiki.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The template {@code {{convert|1300|mi|km}}}: a measure, and in parentheses the same in another
 * unit, with as many digits as the given number warrants.
 */
final class Convert {

  /** The words between the values of a range, as written and as shown. */
  private static final Map<String, String> BETWEEN =
      Map.ofEntries(
          Map.entry("to", " to "),
          Map.entry("to(-)", " to "),
          Map.entry("-", "–"),
          Map.entry("–", "–"),
          Map.entry("and", " and "),
          Map.entry("&", " & "),
          Map.entry("and(-)", " and "),
          Map.entry("or", " or "),
          Map.entry("by", " by "),
          Map.entry("x", " by "),
          Map.entry("×", " × "),
          Map.entry("xx", " × "),
          Map.entry("*", " × "),
          Map.entry("+/-", " ± "),
          Map.entry("±", " ± "));

  private static final Pattern FRACTION =
      Pattern.compile("(?:([0-9]{1,6})\\+)?([0-9]{1,6})//?([0-9]{1,6})");

  private final NumberFormat numbers;
  private final boolean spellsOut;

  /**
   * @param spellsOut whether the first unit is given by its (English) name rather than its symbol
   */
  Convert(NumberFormat numbers, boolean spellsOut) {
    this.numbers = numbers;
    this.spellsOut = spellsOut;
  }

  /** A measure in one unit. Both lists have the same length; the last word is not used. */
  private static final class Measure {
    final List<String> values = new ArrayList<>();
    final List<String> words = new ArrayList<>();
    String unit = "";

    /** What is added in a smaller unit, as in six feet and four inches; empty if nothing is. */
    String rest = "";

    String restUnit = "";

    /** How many arguments it took. */
    int length;
  }

  /** What a reader sees, or null if there is no value. */
  @Nullable String text(Arguments arguments, boolean symbols) {
    Measure measure = measure(arguments);
    if (measure == null) {
      return null;
    }
    String abbreviation = arguments.get("abbr");
    boolean first = !symbols && spellsOut && !isOn(abbreviation) && !"in".equals(abbreviation);
    boolean second = "off".equals(abbreviation) || "in".equals(abbreviation);
    boolean adjective = isOn(arguments.get("adj"));
    boolean american = "us".equals(arguments.get("sp"));
    Unit unit = Unit.of(measure.unit);
    String given = shown(measure.values, measure.words, measure.unit, unit, first, adjective);
    Unit smaller = Unit.of(measure.restUnit);
    if (smaller != null) {
      given += " " + shown(List.of(measure.rest), List.of(), "", smaller, first, adjective);
    }
    String other = unit == null ? null : converted(arguments, measure, unit, second);
    String text = other == null ? given : arranged(arguments, given, other);
    return american ? text.replace("metre", "meter").replace("litre", "liter") : text;
  }

  private static boolean isOn(@Nullable String option) {
    return "on".equals(option) || "yes".equals(option) || "~".equals(option);
  }

  private static @Nullable Measure measure(Arguments arguments) {
    Measure measure = new Measure();
    int position = 1;
    String value = arguments.get("1");
    while (value != null) {
      measure.values.add(value.replace(",", "").replace('−', '-'));
      String next = arguments.get(Integer.toString(position + 1));
      String words = next == null ? null : BETWEEN.get(next);
      if (words == null || position + 2 > 9) {
        measure.unit = next == null ? "" : next;
        measure.length = position + 1;
        addRest(measure, arguments);
        return measure;
      }
      measure.words.add(words);
      position += 2;
      value = arguments.get(Integer.toString(position));
    }
    return null;
  }

  private static void addRest(Measure measure, Arguments arguments) {
    String value = arguments.get(Integer.toString(measure.length + 1));
    String code = arguments.get(Integer.toString(measure.length + 2));
    Unit unit = Unit.of(measure.unit);
    Unit smaller = code == null ? null : Unit.of(code);
    if (value != null
        && code != null
        && unit != null
        && smaller != null
        && isNumber(value)
        && smaller.dimension().equals(unit.dimension())
        && smaller.size() < unit.size()) {
      measure.rest = value;
      measure.restUnit = code;
      measure.length += 2;
    }
  }

  private String shown(
      List<String> values,
      List<String> words,
      String code,
      @Nullable Unit unit,
      boolean name,
      boolean adjective) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : words.get(i - 1)).append(written(values.get(i)));
    }
    if (unit == null) {
      return text.append(' ').append(code).toString().strip();
    }
    boolean one = values.size() == 1 && isOne(values.get(0));
    if (!name) {
      return text.append(unit.isGlued() ? "" : " ").append(unit.symbol()).toString();
    }
    return text.append(adjective ? '-' : ' ')
        .append(adjective || one ? unit.name() : unit.plural())
        .toString();
  }

  private @Nullable String converted(
      Arguments arguments, Measure measure, Unit unit, boolean name) {
    String target = arguments.get(Integer.toString(measure.length + 1));
    String precision = arguments.get(Integer.toString(measure.length + 2));
    if (target == null || isInteger(target)) {
      precision = target;
      target = unit.counterpart();
    }
    List<String> texts = new ArrayList<>();
    for (String code : target.split("[ +]")) {
      Unit other = Unit.of(code);
      if (other != null && other.dimension().equals(unit.dimension())) {
        List<String> values = values(measure, unit, other, precision);
        if (values == null) {
          return null;
        }
        texts.add(shown(values, measure.words, code, other, name, false));
      }
    }
    return texts.isEmpty() ? null : String.join("; ", texts);
  }

  private static boolean isInteger(String text) {
    return text.length() <= 3 && isNumber(text) && text.indexOf('.') < 0;
  }

  /** Whether {@code text} is digits with at most one point among them, and perhaps a sign. */
  private static boolean isNumber(String text) {
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
    return points <= 1 && digits >= 1 && digits <= 15;
  }

  /** A number as it stands, a fraction such as {@code 1+3/4} with up to three decimals, or null. */
  private static @Nullable String decimal(String value) {
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
        .divide(divisor, 3, RoundingMode.HALF_UP)
        .add(whole == null ? BigDecimal.ZERO : new BigDecimal(whole))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** Whether the unit is in the singular: behind one, or a part of one. */
  private static boolean isOne(String value) {
    return value.equals("1") || (value.indexOf('/') > 0 && value.indexOf('+') < 0);
  }

  /** A value as a reader sees it. */
  private String written(String value) {
    Matcher fraction = FRACTION.matcher(value);
    if (!fraction.matches()) {
      return numbers.group(value);
    }
    String whole = fraction.group(1);
    return (whole == null ? "" : whole + " ") + fraction.group(2) + "/" + fraction.group(3);
  }

  private static @Nullable List<String> values(
      Measure measure, Unit unit, Unit other, @Nullable String precision) {
    Unit smaller = Unit.of(measure.restUnit);
    List<String> values = new ArrayList<>();
    for (String given : measure.values) {
      String value = decimal(given);
      if (value == null) {
        return null;
      }
      String written = smaller == null ? value : sum(value, unit, measure.rest, smaller);
      Unit from = smaller == null ? unit : smaller;
      double converted = from.in(other, Double.parseDouble(written));
      int digits =
          precision != null && isInteger(precision)
              ? Integer.parseInt(precision)
              : precision(written, converted, from, scale(written, converted, smaller, other));
      values.add(
          BigDecimal.valueOf(converted).setScale(digits, RoundingMode.HALF_UP).toPlainString());
    }
    return values;
  }

  /** Six feet and four inches, in inches. */
  private static String sum(String value, Unit unit, String rest, Unit smaller) {
    double sum = unit.in(smaller, Double.parseDouble(value)) + Double.parseDouble(rest);
    BigDecimal rounded = BigDecimal.valueOf(sum).setScale(3, RoundingMode.HALF_UP);
    return rounded.stripTrailingZeros().toPlainString();
  }

  /**
   * The written number over the converted one; for feet and inches, what asks for whole
   * centimetres.
   */
  private static double scale(
      String written, double converted, @Nullable Unit smaller, Unit other) {
    boolean height = smaller != null && smaller.dimension().equals("length");
    return height ? 100 * other.size() : Math.abs(Double.parseDouble(written) / converted);
  }

  /** Decimals that keep the precision of what was written, but at least two significant digits. */
  private static int precision(String written, double converted, Unit unit, double scale) {
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

  private static String arranged(Arguments arguments, String given, String other) {
    String display = arguments.get("disp");
    boolean flipped = "flip".equals(arguments.get("order")) || "flip".equals(display);
    String first = flipped ? other : given;
    String second = flipped ? given : other;
    if (display == null) {
      return first + " (" + second + ")";
    }
    return switch (display) {
      case "or" -> first + " or " + second;
      case "comma" -> first + ", " + second;
      case "sqbr" -> first + " [" + second + "]";
      case "out", "output only", "number", "output number only" -> second;
      case "unit" -> first;
      default -> first + " (" + second + ")";
    };
  }
}
