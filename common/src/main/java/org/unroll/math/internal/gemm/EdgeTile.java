package org.unroll.math.internal.gemm;

/**
 * A full-size copy of a tile that reaches beyond the last row or column of C. The copy starts with
 * the values of C: if its sums were formed apart and added at the end, they would be rounded in
 * another order than those of whole tiles, and which values lie in an edge tile depends on the
 * machine's vector length.
 */
public final class EdgeTile {

  private final float[] values = new float[MicroTile.MR * MicroTile.NR];

  /** The copy, (MR, NR); values beyond the edge of C are undefined. */
  public float[] values() {
    return values;
  }

  /** Copies (rows, columns) from {@code c}, row r from {@code cOffset + r * ldc}. */
  public void load(int rows, int columns, float[] c, int cOffset, int ldc) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, cOffset + r * ldc, values, r * MicroTile.NR, columns);
    }
  }

  /** Copies (rows, columns) back to {@code c}. */
  public void store(int rows, int columns, float[] c, int cOffset, int ldc) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, r * MicroTile.NR, c, cOffset + r * ldc, columns);
    }
  }
}
