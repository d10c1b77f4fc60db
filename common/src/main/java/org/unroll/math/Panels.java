package org.unroll.math;

import java.util.Arrays;

/**
 * The order in which register blocks read the right side of a product, (K, N): panels of {@link
 * RegisterBlocks#WIDTH} columns one behind the other, each (K, WIDTH); the last one is narrow where
 * that suffices, and filled with zeros. The panel from column n on begins at {@code n * K}.
 */
final class Panels {

  /** The part of a column that is transposed at once, within the first-level cache. */
  private static final int STRIP = 64;

  private Panels() {}

  /** The values of K x N in panels. */
  static int size(int inner, int columns) {
    return Math.multiplyExact(inner, RegisterBlocks.padded(columns));
  }

  /** The size of the scratch array that packing K x N needs. */
  static int scratch(int inner, int columns) {
    return Math.max(RegisterBlocks.padded(columns), RegisterBlocks.WIDTH * inner);
  }

  /** Packs rows [k, k + inner) of columns [n, n + columns) of {@code matrix}. */
  static void pack(
      Matrix matrix, int k, int inner, int n, int columns, float[] scratch, float[] packed) {
    int padded = RegisterBlocks.padded(columns);
    Arrays.fill(scratch, columns, padded, 0);
    for (int i = 0; i < inner; i++) {
      matrix.getPart(k + i, n, columns, scratch, 0);
      for (int column = 0, width; column < columns; column += width) {
        width = RegisterBlocks.width(columns - column);
        System.arraycopy(scratch, column, packed, column * inner + i * width, width);
      }
    }
  }

  /** The same from the transpose: columns [k, k + inner) of rows [n, n + columns). */
  static void packTransposed(
      Matrix matrix, int k, int inner, int n, int columns, float[] scratch, float[] packed) {
    for (int column = 0, width; column < columns; column += width) {
      width = RegisterBlocks.width(columns - column);
      int present = Math.min(width, columns - column);
      for (int j = 0; j < present; j++) {
        matrix.getPart(n + column + j, k, inner, scratch, j * inner);
      }
      Arrays.fill(scratch, present * inner, width * inner, 0);
      for (int strip = 0; strip < inner; strip += STRIP) {
        int size = Math.min(STRIP, inner - strip);
        int to = column * inner + strip * width;
        for (int j = 0; j < width; j += 2) {
          int even = j * inner + strip;
          if (width == RegisterBlocks.WIDTH) {
            interleaveWide(scratch, even, even + inner, size, packed, to + j);
          } else {
            interleaveNarrow(scratch, even, even + inner, size, packed, to + j);
          }
        }
      }
    }
  }

  // Two loops, because the compiler takes the checks out of a loop only where strides are constant.

  private static void interleaveWide(
      float[] x, int evenOffset, int oddOffset, int size, float[] y, int yOffset) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i * RegisterBlocks.WIDTH] = x[evenOffset + i];
      y[yOffset + 1 + i * RegisterBlocks.WIDTH] = x[oddOffset + i];
    }
  }

  private static void interleaveNarrow(
      float[] x, int evenOffset, int oddOffset, int size, float[] y, int yOffset) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i * RegisterBlocks.LANES] = x[evenOffset + i];
      y[yOffset + 1 + i * RegisterBlocks.LANES] = x[oddOffset + i];
    }
  }
}
