package org.unroll.wiki;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A unit of measurement.
 *
 * @param dimension what it measures
 * @param size in the base unit of its dimension
 * @param zero what is added to a value before it is multiplied by {@code size}
 * @param name in the singular, British spelling
 * @param plural the name in the plural
 * @param symbol such as {@code km}
 * @param counterpart the code of the unit that it is commonly turned into
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
    return BY_CODE.get(code);
  }

  /** {@code value} of this unit in units of {@code other}. */
  double in(Unit other, double value) {
    return (value + zero) * size / other.size - other.zero;
  }
}
