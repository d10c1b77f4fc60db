package org.unroll.wiki.template;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.wiki.WikiResources;

/**
 * A unit of measurement.
 *
 * @param dimension the quantity it measures, such as {@code length}
 * @param size its size in the base unit of its dimension
 * @param zero the number added to a value before it is multiplied by {@code size}
 * @param name its name in the singular, in British spelling
 * @param plural its name in the plural
 * @param symbol its symbol, such as {@code km}
 * @param counterpart the code of the unit that it is usually converted to
 */
record Unit(
    String dimension,
    double size,
    double zero,
    String name,
    String plural,
    String symbol,
    String counterpart) {

  private static final Map<String, Unit> BY_CODE = new HashMap<>();

  private static final Map<String, String> MULTIPLES =
      Map.of("e3", "thousand", "e6", "million", "e9", "billion", "e12", "trillion");

  static {
    for (String line : WikiResources.lines("units.txt")) {
      String[] fields = line.split(" ; ");
      String[] scale = fields[2].split("\\+");
      double zero = scale.length == 1 ? 0 : Double.parseDouble(scale[1]);
      Unit unit =
          new Unit(
              fields[1],
              Double.parseDouble(scale[0]),
              zero,
              fields[3],
              fields[4],
              fields[5],
              fields[6]);
      for (String code : fields[0].split(" ")) {
        BY_CODE.put(code, unit);
      }
    }
  }

  static @Nullable Unit of(String code) {
    Unit unit = BY_CODE.get(code);
    return unit == null && code.startsWith("e") ? multiple(code) : unit;
  }

  /** Returns a power-of-ten multiple of a unit, such as {@code e6km2}; null if it is unknown. */
  private static @Nullable Unit multiple(String code) {
    for (Map.Entry<String, String> multiple : MULTIPLES.entrySet()) {
      String prefix = multiple.getKey();
      Unit unit = code.startsWith(prefix) ? BY_CODE.get(code.substring(prefix.length())) : null;
      if (unit != null) {
        String name = multiple.getValue() + " " + unit.plural;
        return new Unit(
            unit.dimension,
            unit.size * Double.parseDouble("1" + prefix),
            unit.zero,
            name,
            name,
            "×10" + prefix.substring(1) + " " + unit.symbol,
            prefix + unit.counterpart);
      }
    }
    return null;
  }

  /** Tells whether the symbol follows the number without a space. */
  boolean isGlued() {
    return symbol.startsWith("/") || symbol.startsWith("×");
  }

  /** Converts a value of this unit to another unit of the same dimension. */
  double in(Unit other, double value) {
    return (value + zero) * size / other.size - other.zero;
  }
}
