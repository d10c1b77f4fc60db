package org.unroll.nn;

import org.unroll.math.Seeds;
import org.unroll.tensor.TensorLayout;

/** The initial values of parameters: a function of the seed and of each value's index. */
public final class Initializer {

  private Initializer() {}

  /** Draws the initial values of a block, in the order of its layout. */
  public static float[] values(TensorLayout layout, InitializerConfig config, long seed) {
    float[] values = new float[layout.size()];
    fill(values, layout, config.distribution(), config.range(), seed);
    return values;
  }

  /**
   * Fills a block with initial values.
   *
   * @param values in the order of the layout
   * @param range the bound of a uniform distribution, the standard deviation of a normal one
   */
  public static void fill(
      float[] values,
      TensorLayout layout,
      InitializerConfig.Distribution distribution,
      double range,
      long seed) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " values, found " + values.length);
    }
    switch (distribution) {
      case UNIFORM -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) range * (2 * Seeds.uniform(seed, i) - 1);
        }
      }
      case NORMAL -> {
        for (String name : layout.names()) {
          TensorLayout.Slot slot = layout.slot(name);
          boolean bias = slot.shape().size() == 1;
          for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
            values[i] = bias ? 0 : (float) (range * normal(seed, i));
          }
        }
      }
    }
  }

  /** Draws from the standard normal distribution, by the transform of Box and Muller 1958. */
  private static double normal(long seed, int index) {
    double radius = ((Seeds.at(seed, 2L * index) >>> 11) + 1) * 0x1p-53; // in (0, 1]
    double angle = (Seeds.at(seed, 2L * index + 1) >>> 11) * 0x1p-53;
    return StrictMath.sqrt(-2 * StrictMath.log(radius)) * StrictMath.cos(2 * Math.PI * angle);
  }
}
