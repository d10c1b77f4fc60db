package org.unroll.sample;

import java.util.Locale;

/**
 * Measurements of invented plane shapes, one a line with the name of the shape. Sizes vary, and the
 * measuring is not exact, so that single measurements do not decide. The same seed gives the same
 * measurements.
 */
public final class SampleShapes {

  private static final int SHAPES = 1_500;

  /** The relative error of a measurement. */
  private static final double ERROR = 0.06;

  private SampleShapes() {}

  private enum Shape {
    CIRCLE,
    SQUARE,
    RECTANGLE,
    TRIANGLE
  }

  /**
   * The shapes as comma-separated values with a header: {@code width}, {@code height}, {@code area}
   * and {@code perimeter}, in centimetres, and {@code shape}.
   */
  public static String csv(long seed) {
    SeededRandom random = new SeededRandom(seed);
    StringBuilder lines = new StringBuilder("width,height,area,perimeter,shape\n");
    for (int shape = 0; shape < SHAPES; shape++) {
      lines.append(line(random, Shape.values()[random.nextInt(Shape.values().length)]));
    }
    return lines.toString();
  }

  private static String line(SeededRandom random, Shape shape) {
    double width = between(random, 4, 20);
    double ratio = between(random, 0.4, 0.75);
    return switch (shape) {
      case CIRCLE ->
          line(random, shape, width, width, Math.PI * width * width / 4, Math.PI * width);
      case SQUARE -> line(random, shape, width, width, width * width, 4 * width);
      case RECTANGLE ->
          line(random, shape, width, ratio * width, ratio * width * width, 2 * (1 + ratio) * width);
      case TRIANGLE -> {
        double height = Math.sqrt(0.75) * width; // Its sides are equal.
        yield line(random, shape, width, height, width * height / 2, 3 * width);
      }
    };
  }

  private static String line(
      SeededRandom random, Shape shape, double width, double height, double area, double around) {
    return String.format(
        Locale.ROOT,
        "%.2f,%.2f,%.2f,%.2f,%s%n",
        measured(random, width),
        measured(random, height),
        measured(random, area),
        measured(random, around),
        shape.name().toLowerCase(Locale.ROOT));
  }

  private static double measured(SeededRandom random, double value) {
    return value * (1 + between(random, -ERROR, ERROR));
  }

  private static double between(SeededRandom random, double low, double high) {
    return low + (high - low) * random.nextInt(10_000) / 10_000;
  }
}
