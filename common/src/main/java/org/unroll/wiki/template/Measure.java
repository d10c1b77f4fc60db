package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A measured quantity in the arguments of {@code convert}: one value or a range, in one unit or in
 * two, as in six feet and four inches.
 *
 * @param values the values as written, with a hyphen for a minus sign and without commas
 * @param separators the text between one value and the next
 * @param unit the code of the unit, empty if there is none
 * @param remainder the additional value in a smaller unit, empty if there is none
 * @param remainderUnit the code of the smaller unit, empty if there is none
 * @param argumentCount the number of positional arguments that the quantity takes up
 */
record Measure(
    List<String> values,
    List<String> separators,
    String unit,
    String remainder,
    String remainderUnit,
    int argumentCount) {

  /** The highest position of an argument that templates can refer to. */
  private static final int MAX_POSITION = 9;

  /** The separators of a range, as written and as shown. */
  private static final Map<String, String> SEPARATORS =
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

  /** Parses the first arguments of a call; returns null if there is no value. */
  static @Nullable Measure parse(Arguments arguments) {
    List<String> values = new ArrayList<>();
    List<String> separators = new ArrayList<>();
    int position = 1;
    String value = arguments.get("1");
    while (value != null) {
      values.add(value.replace(",", "").replace('−', '-'));
      String next = arguments.get(Integer.toString(position + 1));
      String separator = next == null ? null : SEPARATORS.get(next);
      if (separator == null || position + 2 > MAX_POSITION) {
        return withRemainder(
            new Measure(values, separators, next == null ? "" : next, "", "", position + 1),
            arguments);
      }
      separators.add(separator);
      position += 2;
      value = arguments.get(Integer.toString(position));
    }
    return null;
  }

  /** Adds the value in a smaller unit of the same dimension, if one follows. */
  private static Measure withRemainder(Measure measure, Arguments arguments) {
    String value = arguments.get(Integer.toString(measure.argumentCount + 1));
    String code = arguments.get(Integer.toString(measure.argumentCount + 2));
    if (value == null || code == null || !isRemainder(value, code, Unit.of(measure.unit))) {
      return measure;
    }
    return new Measure(
        measure.values, measure.separators, measure.unit, value, code, measure.argumentCount + 2);
  }

  private static boolean isRemainder(String value, String code, @Nullable Unit unit) {
    Unit smaller = Unit.of(code);
    return unit != null
        && smaller != null
        && Decimals.isNumber(value)
        && smaller.dimension().equals(unit.dimension())
        && smaller.size() < unit.size();
  }
}
