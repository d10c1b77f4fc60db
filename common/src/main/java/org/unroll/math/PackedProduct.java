package org.unroll.math;

import java.util.Arrays;

/**
 * {@link WeightProduct} by the Vector API. The matrix lies in panels of {@link
 * RegisterBlocks#WIDTH} columns, each (K, WIDTH), the last one filled with zeros: the order in
 * which the kernel reads it.
 */
final class PackedProduct implements WeightProduct {

  private static final int WIDTH = RegisterBlocks.WIDTH;

  private final int inner;
  private final int columns;
  private final int panels;
  private float[] packed = {}; // (panels, K, WIDTH)
  private final float[] left; // blocks of rows, each (K, R)
  private final float[] scratch; // rows of the matrix that is packed
  private final float[] edge = new float[RegisterBlocks.ROWS * WIDTH]; // a block of the last panel

  PackedProduct(int inner, int columns, int rows) {
    this.inner = inner;
    this.columns = columns;
    this.panels = (columns + WIDTH - 1) / WIDTH;
    this.left = new float[Math.multiplyExact(rows, inner)];
    this.scratch = new float[Math.max(columns, inner)];
  }

  @Override
  public void load(Matrix matrix) {
    allocate();
    for (int k = 0; k < inner; k++) {
      matrix.get(k, 1, scratch, 0);
      for (int n = 0; n < columns; n += WIDTH) {
        int at = n * inner + k * WIDTH;
        System.arraycopy(scratch, n, packed, at, Math.min(WIDTH, columns - n));
      }
    }
  }

  @Override
  public void loadTransposed(Matrix matrix) {
    allocate();
    for (int n = 0; n < columns; n++) {
      matrix.get(n, 1, scratch, 0);
      int at = n / WIDTH * WIDTH * inner + n % WIDTH;
      for (int k = 0; k < inner; k++) {
        packed[at + k * WIDTH] = scratch[k];
      }
    }
  }

  private void allocate() {
    if (packed.length == 0) {
      packed = new float[Math.multiplyExact(Math.multiplyExact(panels, inner), WIDTH)];
    }
  }

  @Override
  public void multiplyAdd(
      int rows, float[] a, int aAt, int aStride, float[] c, int cAt, int cStride) {
    packLeft(rows, a, aAt, aStride);
    for (int panel = 0; panel < panels; panel++) {
      int column = panel * WIDTH;
      for (int row = 0, count; row < rows; row += count) {
        count = RegisterBlocks.rows(rows - row);
        int at = cAt + row * cStride + column;
        if (column + WIDTH <= columns) {
          RegisterBlocks.multiplyAdd(
              count, left, row * inner, packed, column * inner, inner, c, at, cStride);
        } else {
          Arrays.fill(edge, 0);
          RegisterBlocks.multiplyAdd(
              count, left, row * inner, packed, column * inner, inner, edge, 0, WIDTH);
          addEdge(count, columns - column, c, at, cStride);
        }
      }
    }
  }

  private void addEdge(int rows, int width, float[] c, int cAt, int cStride) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < width; j++) {
        c[cAt + r * cStride + j] += edge[r * WIDTH + j];
      }
    }
  }

  private void packLeft(int rows, float[] a, int aAt, int aStride) {
    for (int row = 0, count; row < rows; row += count) {
      count = RegisterBlocks.rows(rows - row);
      for (int r = 0; r < count; r++) {
        int from = aAt + (row + r) * aStride;
        int to = row * inner + r;
        for (int k = 0; k < inner; k++) {
          left[to + k * count] = a[from + k];
        }
      }
    }
  }

  @Override
  public void close() {}
}
