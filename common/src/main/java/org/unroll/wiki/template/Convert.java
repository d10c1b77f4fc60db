package org.unroll.wiki.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The template {@code {{convert|1300|mi|km}}}: a measure followed by the same measure in another
 * unit in parentheses, with as many digits as the given number warrants.
 */
final class Convert {

  /** The ways to write the unit after a value. */
  private enum UnitStyle {
    SYMBOL,
    NAME,
    /** Before a noun: {@code six-foot}. */
    ADJECTIVE
  }

  private final NumberFormat numbers;
  private final boolean namesUnits;

  /**
   * Creates the template for a wiki.
   *
   * @param namesUnits whether the first unit is given by its (English) name rather than its symbol
   */
  Convert(NumberFormat numbers, boolean namesUnits) {
    this.numbers = numbers;
    this.namesUnits = namesUnits;
  }

  /** Expands {@code {{convert}}}; returns null if there is no value. */
  @Nullable String convert(Arguments arguments) {
    String abbreviation = arguments.get("abbr");
    boolean named = namesUnits && !isOn(abbreviation) && !"in".equals(abbreviation);
    return text(arguments, named);
  }

  /** Expands {@code {{cvt}}}, which abbreviates units; returns null if there is no value. */
  @Nullable String abbreviated(Arguments arguments) {
    return text(arguments, false);
  }

  private @Nullable String text(Arguments arguments, boolean named) {
    Measure measure = Measure.parse(arguments);
    if (measure == null) {
      return null;
    }
    String given = given(measure, style(arguments, named));
    Unit unit = Unit.of(measure.unit());
    String converted = unit == null ? null : converted(arguments, measure, unit);
    String text = converted == null ? given : arrange(arguments, given, converted);
    boolean american = "us".equals(arguments.get("sp"));
    return american ? text.replace("metre", "meter").replace("litre", "liter") : text;
  }

  private static boolean isOn(@Nullable String option) {
    return "on".equals(option) || "yes".equals(option) || "~".equals(option);
  }

  private static UnitStyle style(Arguments arguments, boolean named) {
    if (!named) {
      return UnitStyle.SYMBOL;
    }
    return isOn(arguments.get("adj")) ? UnitStyle.ADJECTIVE : UnitStyle.NAME;
  }

  private String given(Measure measure, UnitStyle style) {
    String text = values(measure.values(), measure.separators());
    Unit unit = Unit.of(measure.unit());
    String given =
        unit == null
            ? (text + ' ' + measure.unit()).strip()
            : text + unitAfter(measure.values(), unit, style);
    Unit smaller = Unit.of(measure.remainderUnit());
    if (smaller == null) {
      return given;
    }
    List<String> remainder = List.of(measure.remainder());
    return given + " " + values(remainder, List.of()) + unitAfter(remainder, smaller, style);
  }

  private String values(List<String> values, List<String> separators) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : separators.get(i - 1));
      text.append(Decimals.format(values.get(i), numbers));
    }
    return text.toString();
  }

  private static String unitAfter(List<String> values, Unit unit, UnitStyle style) {
    return switch (style) {
      case SYMBOL -> (unit.isGlued() ? "" : " ") + unit.symbol();
      case ADJECTIVE -> "-" + unit.name();
      case NAME -> {
        boolean singular = values.size() == 1 && Decimals.isSingular(values.get(0));
        yield " " + (singular ? unit.name() : unit.plural());
      }
    };
  }

  /** Returns the measure in the units asked for; null if it cannot be converted to any of them. */
  private @Nullable String converted(Arguments arguments, Measure measure, Unit unit) {
    String abbreviation = arguments.get("abbr");
    boolean named = "off".equals(abbreviation) || "in".equals(abbreviation);
    String target = arguments.get(Integer.toString(measure.argumentCount() + 1));
    String decimals = arguments.get(Integer.toString(measure.argumentCount() + 2));
    if (target == null || Decimals.isInteger(target)) {
      decimals = target;
      target = unit.counterpart();
    }
    List<String> texts = new ArrayList<>();
    for (String code : target.split("[ +]")) {
      Unit other = Unit.of(code);
      if (other != null && other.dimension().equals(unit.dimension())) {
        List<String> values = UnitConversion.convert(measure, unit, other, decimals);
        if (values == null) {
          return null;
        }
        UnitStyle style = named ? UnitStyle.NAME : UnitStyle.SYMBOL;
        texts.add(values(values, measure.separators()) + unitAfter(values, other, style));
      }
    }
    return texts.isEmpty() ? null : String.join("; ", texts);
  }

  private static String arrange(Arguments arguments, String given, String converted) {
    String display = arguments.get("disp");
    boolean flipped = "flip".equals(arguments.get("order")) || "flip".equals(display);
    String first = flipped ? converted : given;
    String second = flipped ? given : converted;
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
