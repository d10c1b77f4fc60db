package org.unroll.math;

import java.util.Arrays;

/**
 * Products of large matrices, {@code C = A B + beta C}, by the Vector API: blocks of B, and of A
 * where it is transposed, are packed into the order in which the register blocks read them (Goto
 * and van de Geijn 2008, "Anatomy of high-performance matrix multiplication").
 *
 * <p>The block of A stays in the second-level cache, from which, with the panels of B, the register
 * blocks read it. One instance serves one thread; it holds some 4 MB, whatever the sizes.
 */
final class BlockedProduct {

  /** How an operand lies in memory. */
  enum Order {
    PLAIN,
    TRANSPOSED
  }

  /** The columns of a block of B and C. */
  private static final int COLUMNS = 1024;

  private final LeftRows leftRows = new LeftRows();
  private final LeftColumns leftColumns = new LeftColumns();
  private final float[] right = new float[LeftSide.INNER * COLUMNS]; // panels, each (K, width)
  private final float[] sums = new float[LeftSide.ROWS * COLUMNS]; // a block of C
  private final Edge edge = new Edge();
  private final float[] scratch = new float[Panels.scratch(LeftSide.INNER, COLUMNS)];

  /**
   * Multiplies.
   *
   * @param rows M; C is (M, N)
   * @param columns N
   * @param inner K
   * @param a (M, K), or (K, M) where transposed
   * @param b (K, N), or (N, K) where transposed
   * @param beta 0 or 1
   */
  void multiply(
      int rows,
      int columns,
      int inner,
      Matrix a,
      Order aOrder,
      Matrix b,
      Order bOrder,
      float beta,
      Matrix c) {
    int widest = part(columns, COLUMNS, RegisterBlocks.WIDTH);
    int deepest = part(inner, LeftSide.INNER, 1);
    int tallest = part(rows, LeftSide.ROWS, RegisterBlocks.ROWS);
    LeftSide left = aOrder == Order.PLAIN ? leftRows : leftColumns;
    for (int n = 0; n < columns; n += widest) {
      int width = Math.min(widest, columns - n);
      for (int k = 0; k == 0 || k < inner; k += deepest) {
        int depth = Math.min(deepest, inner - k);
        packRight(b, bOrder, k, depth, n, width);
        for (int m = 0; m < rows; m += tallest) {
          int height = Math.min(tallest, rows - m);
          left.load(a, m, height, k, depth);
          multiplyBlock(left, c, m, height, n, width, depth, k == 0 ? beta : 1);
        }
      }
    }
  }

  /**
   * The size of equal parts of {@code size}, at most {@code most}, a multiple of {@code unit}; of
   * nothing one unit.
   */
  private static int part(int size, int most, int unit) {
    int parts = Math.max(1, (size + most - 1) / most);
    int whole = (size + parts - 1) / parts;
    return Math.max(unit, (whole + unit - 1) / unit * unit);
  }

  private void multiplyBlock(
      LeftSide left, Matrix c, int m, int height, int n, int width, int depth, float beta) {
    if (c.buffer().hasArray()) {
      float[] target = c.buffer().array();
      int offset = c.buffer().arrayOffset() + m * c.stride() + n;
      for (int r = 0; beta == 0 && r < height; r++) {
        Arrays.fill(target, offset + r * c.stride(), offset + r * c.stride() + width, 0);
      }
      addProduct(left, height, width, depth, target, offset, c.stride());
      return;
    }
    int stride = RegisterBlocks.padded(width);
    if (beta == 0) {
      Arrays.fill(sums, 0, height * stride, 0);
    } else {
      for (int r = 0; r < height; r++) {
        c.getPart(m + r, n, width, sums, r * stride);
      }
    }
    addProduct(left, height, width, depth, sums, 0, stride);
    for (int r = 0; r < height; r++) {
      c.putPart(m + r, n, width, sums, r * stride);
    }
  }

  private void addProduct(
      LeftSide left, int height, int width, int depth, float[] target, int offset, int stride) {
    for (int n = 0, panel; n < width; n += panel) {
      panel = RegisterBlocks.width(width - n);
      for (int m = 0, rows; m < height; m += rows) {
        rows = left.tileRows(height - m);
        int to = offset + m * stride + n;
        if (n + panel <= width && m + rows <= height) {
          left.addTile(m, rows, panel, right, n * depth, target, to, stride);
        } else {
          int edgeRows = Math.min(rows, height - m);
          int edgeColumns = Math.min(panel, width - n);
          edge.load(edgeRows, edgeColumns, target, to, stride);
          left.addTile(m, rows, panel, right, n * depth, edge.values(), 0, RegisterBlocks.WIDTH);
          edge.store(edgeRows, edgeColumns, target, to, stride);
        }
      }
    }
  }

  private void packRight(Matrix b, Order order, int k, int depth, int n, int width) {
    switch (order) {
      case PLAIN -> Panels.pack(b, k, depth, n, width, scratch, right);
      case TRANSPOSED -> Panels.packTransposed(b, k, depth, n, width, scratch, right);
    }
  }
}
