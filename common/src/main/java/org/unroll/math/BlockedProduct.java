package org.unroll.math;

import java.util.Arrays;

/**
 * Products of large matrices, {@code C = A B + beta C}, by the Vector API: blocks of both sides are
 * packed into the order in which the register blocks read them (Goto and van de Geijn 2008,
 * "Anatomy of high-performance matrix multiplication").
 *
 * <p>The packed block of A stays in the second-level cache, from which, with the panels of B, the
 * register blocks read it. One instance serves one thread; it holds some 4 MB, whatever the sizes.
 */
final class BlockedProduct {

  /** How an operand lies in memory. */
  enum Order {
    PLAIN,
    TRANSPOSED
  }

  /** The rows of a block of A and C. */
  private static final int ROWS = 12 * RegisterBlocks.ROWS;

  /** The inner dimension of a block. */
  private static final int INNER = 704;

  /** The columns of a block of B and C. */
  private static final int COLUMNS = 1024;

  private final float[] left = new float[ROWS * INNER]; // blocks of rows, each (K, R)
  private final float[] right = new float[INNER * COLUMNS]; // panels of columns, each (K, width)
  private final float[] sums = new float[ROWS * COLUMNS]; // a block of C
  private final float[] edge = new float[RegisterBlocks.ROWS * RegisterBlocks.WIDTH];
  private final float[] scratch = new float[Panels.scratch(INNER, COLUMNS)];

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
    int deepest = part(inner, INNER, 1);
    int tallest = part(rows, ROWS, RegisterBlocks.ROWS);
    for (int n = 0; n < columns; n += widest) {
      int width = Math.min(widest, columns - n);
      for (int k = 0; k == 0 || k < inner; k += deepest) {
        int depth = Math.min(deepest, inner - k);
        packRight(b, bOrder, k, depth, n, width);
        for (int m = 0; m < rows; m += tallest) {
          int height = Math.min(tallest, rows - m);
          packLeft(a, aOrder, m, height, k, depth);
          multiplyBlock(c, m, height, n, width, depth, k == 0 ? beta : 1);
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

  private void multiplyBlock(Matrix c, int m, int height, int n, int width, int depth, float beta) {
    if (c.buffer().hasArray()) {
      float[] target = c.buffer().array();
      int at = c.buffer().arrayOffset() + m * c.stride() + n;
      for (int r = 0; beta == 0 && r < height; r++) {
        Arrays.fill(target, at + r * c.stride(), at + r * c.stride() + width, 0);
      }
      addProduct(height, width, depth, target, at, c.stride());
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
    addProduct(height, width, depth, sums, 0, stride);
    for (int r = 0; r < height; r++) {
      c.putPart(m + r, n, width, sums, r * stride);
    }
  }

  private void addProduct(int height, int width, int depth, float[] target, int at, int stride) {
    for (int n = 0, panel; n < width; n += panel) {
      panel = RegisterBlocks.width(width - n);
      for (int m = 0; m < height; m += RegisterBlocks.ROWS) {
        int to = at + m * stride + n;
        if (n + panel <= width && m + RegisterBlocks.ROWS <= height) {
          addTile(panel, m, n, depth, target, to, stride);
        } else {
          Arrays.fill(edge, 0);
          addTile(panel, m, n, depth, edge, 0, RegisterBlocks.WIDTH);
          addEdge(
              Math.min(RegisterBlocks.ROWS, height - m),
              Math.min(panel, width - n),
              target,
              to,
              stride);
        }
      }
    }
  }

  private void addTile(int panel, int m, int n, int depth, float[] target, int at, int stride) {
    RegisterBlocks.multiplyAdd(
        RegisterBlocks.ROWS, panel, left, m * depth, right, n * depth, depth, target, at, stride);
  }

  private void addEdge(int height, int width, float[] target, int at, int stride) {
    for (int r = 0; r < height; r++) {
      for (int j = 0; j < width; j++) {
        target[at + r * stride + j] += edge[r * RegisterBlocks.WIDTH + j];
      }
    }
  }

  private void packLeft(Matrix a, Order order, int m, int height, int k, int depth) {
    switch (order) {
      case PLAIN -> packRows(a, m, height, k, depth);
      case TRANSPOSED -> packColumns(a, m, height, k, depth);
    }
  }

  /** From (M, K): rows of A become columns of the blocks; rows that are missing become zeros. */
  private void packRows(Matrix a, int m, int height, int k, int depth) {
    int count = RegisterBlocks.ROWS;
    for (int row = 0; row < height; row++) {
      float[] source = scratch;
      int from = 0;
      if (a.buffer().hasArray()) {
        source = a.buffer().array();
        from = a.buffer().arrayOffset() + (m + row) * a.stride() + k;
      } else {
        a.getPart(m + row, k, depth, scratch, 0);
      }
      int to = row / count * count * depth + row % count;
      for (int i = 0; i < depth; i++) {
        left[to + i * RegisterBlocks.ROWS] = source[from + i];
      }
    }
    for (int row = height; row % count != 0; row++) {
      int to = row / count * count * depth + row % count;
      for (int i = 0; i < depth; i++) {
        left[to + i * RegisterBlocks.ROWS] = 0;
      }
    }
  }

  /** From (K, M): each row holds a row of all blocks; what is missing of the last becomes zeros. */
  private void packColumns(Matrix a, int m, int height, int k, int depth) {
    int whole = height / RegisterBlocks.ROWS * RegisterBlocks.ROWS;
    int rest = height - whole;
    for (int i = 0; i < depth; i++) {
      float[] source = scratch;
      int from = 0;
      if (a.buffer().hasArray()) {
        source = a.buffer().array();
        from = a.buffer().arrayOffset() + (k + i) * a.stride() + m;
      } else {
        a.getPart(k + i, m, height, scratch, 0);
      }
      int to = i * RegisterBlocks.ROWS;
      for (int row = 0; row < whole; row += RegisterBlocks.ROWS) {
        RegisterBlocks.copyRow(source, from + row, left, to + row * depth);
      }
      if (rest > 0) {
        int at = to + whole * depth;
        System.arraycopy(source, from + whole, left, at, rest);
        Arrays.fill(left, at + rest, at + RegisterBlocks.ROWS, 0);
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
