package org.unroll.math.internal.gemm;

import java.util.Arrays;
import org.unroll.math.Matrix;

/**
 * B, the right operand of a product, (K, N), in the order in which the micro-kernels read it:
 * panels of {@link MicroTile#NR} columns one after the other, each (K, NR); the last one is a
 * single vector wide where that suffices, and filled with zeros. The panel of column n begins at
 * {@code n * K}.
 */
public final class PackedB {

  /** The part of a column that is transposed at once, within the first-level cache. */
  private static final int STRIP = 64;

  private final int capacity;
  private final float[] scratch; // one row, or the columns of one panel
  private float[] values = {}; // allocated by the first packing
  private int rows;
  private int columns;

  private PackedB(int capacity, int scratchSize) {
    this.capacity = capacity;
    this.scratch = new float[scratchSize];
  }

  /** Returns room for a B of up to K x N. */
  public static PackedB ofAtMost(int rows, int columns) {
    return new PackedB(size(rows, columns), scratchSize(rows, columns));
  }

  /** Returns room for a matrix, and for its transpose. */
  public static PackedB ofEither(int rows, int columns) {
    return new PackedB(
        Math.max(size(rows, columns), size(columns, rows)),
        Math.max(scratchSize(rows, columns), scratchSize(columns, rows)));
  }

  private static int size(int rows, int columns) {
    return Math.multiplyExact(rows, MicroTile.padded(columns));
  }

  private static int scratchSize(int rows, int columns) {
    return Math.max(MicroTile.padded(columns), MicroTile.NR * rows);
  }

  /** K. */
  int rows() {
    return rows;
  }

  /** N. */
  int columns() {
    return columns;
  }

  /** The panels. */
  public float[] values() {
    return values;
  }

  private void begin(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    if (values.length == 0) {
      values = new float[capacity];
    }
  }

  /** Packs rows [k, k + kc) of columns [n, n + nc) of {@code matrix}. */
  public void pack(Matrix matrix, int k, int kc, int n, int nc) {
    begin(kc, nc);
    Arrays.fill(scratch, nc, MicroTile.padded(nc), 0);
    for (int i = 0; i < kc; i++) {
      matrix.getPart(k + i, n, nc, scratch, 0);
      for (int column = 0, width; column < nc; column += width) {
        width = MicroTile.width(nc - column);
        System.arraycopy(scratch, column, values, column * kc + i * width, width);
      }
    }
  }

  /** Packs the transpose of columns [k, k + kc) of rows [n, n + nc) of {@code matrix}. */
  public void packTransposed(Matrix matrix, int k, int kc, int n, int nc) {
    begin(kc, nc);
    for (int column = 0, width; column < nc; column += width) {
      width = MicroTile.width(nc - column);
      int present = Math.min(width, nc - column);
      for (int j = 0; j < present; j++) {
        matrix.getPart(n + column + j, k, kc, scratch, j * kc);
      }
      Arrays.fill(scratch, present * kc, width * kc, 0);
      transpose(kc, width, column * kc);
    }
  }

  /** Writes the transpose of the scratch array, (width, K), to the panel at {@code offset}. */
  private void transpose(int kc, int width, int offset) {
    for (int strip = 0; strip < kc; strip += STRIP) {
      int size = Math.min(STRIP, kc - strip);
      int to = offset + strip * width;
      for (int j = 0; j < width; j += 2) {
        int even = j * kc + strip;
        if (width == MicroTile.NR) {
          interleaveWide(scratch, even, even + kc, size, values, to + j);
        } else {
          interleaveNarrow(scratch, even, even + kc, size, values, to + j);
        }
      }
    }
  }

  // Two loops, because the compiler moves the checks out of a loop only where strides are constant.

  private static void interleaveWide(
      float[] x, int evenOffset, int oddOffset, int size, float[] y, int yOffset) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i * MicroTile.NR] = x[evenOffset + i];
      y[yOffset + 1 + i * MicroTile.NR] = x[oddOffset + i];
    }
  }

  private static void interleaveNarrow(
      float[] x, int evenOffset, int oddOffset, int size, float[] y, int yOffset) {
    for (int i = 0; i < size; i++) {
      y[yOffset + i * MicroTile.LANES] = x[evenOffset + i];
      y[yOffset + 1 + i * MicroTile.LANES] = x[oddOffset + i];
    }
  }
}
