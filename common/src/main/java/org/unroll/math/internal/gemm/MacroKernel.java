package org.unroll.math.internal.gemm;

/**
 * BLIS's macro-kernel: the loops over the tiles of C around the micro-kernels. One instance serves
 * one thread.
 */
public final class MacroKernel {

  private final TileOperands tile = new TileOperands();
  private final EdgeTile edge = new EdgeTile();

  /**
   * Adds the product of {@code a} and {@code b} to C.
   *
   * @param c C, row r from {@code cOffset + r * ldc}
   */
  public void multiplyAdd(OperandA a, PackedB b, float[] c, int cOffset, int ldc) {
    int m = a.rows();
    int n = b.columns();
    for (int column = 0, width; column < n; column += width) {
      width = MicroTile.width(n - column);
      tile.setB(b.values(), column * b.rows(), b.rows());
      for (int row = 0, rows; row < m; row += rows) {
        rows = a.tileRows(m - row);
        int offset = cOffset + row * ldc + column;
        if (column + width <= n && row + rows <= m) {
          tile.setC(c, offset, ldc);
          a.multiplyAdd(row, rows, width, tile);
        } else {
          int edgeRows = Math.min(rows, m - row);
          int edgeColumns = Math.min(width, n - column);
          edge.load(edgeRows, edgeColumns, c, offset, ldc);
          tile.setC(edge.values(), 0, MicroTile.NR);
          a.multiplyAdd(row, rows, width, tile);
          edge.store(edgeRows, edgeColumns, c, offset, ldc);
        }
      }
    }
  }
}
