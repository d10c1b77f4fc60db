package org.unroll.math;

/**
 * The block of a result that reaches beyond its last row or column, at its full size. It begins
 * with what the result holds: summed up apart and added in the end, its values would be rounded in
 * another order than those of whole blocks, and which they are depends on the lanes of the machine.
 */
final class Edge {

  private final float[] values = new float[RegisterBlocks.ROWS * RegisterBlocks.WIDTH];

  /** (rows, {@link RegisterBlocks#WIDTH}); what lies beyond the result has no meaning. */
  float[] values() {
    return values;
  }

  /** Takes (rows, columns) from {@code c}, row r from {@code cOffset + r * cStride}. */
  void load(int rows, int columns, float[] c, int cOffset, int cStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(c, cOffset + r * cStride, values, r * RegisterBlocks.WIDTH, columns);
    }
  }

  /** Gives them back. */
  void store(int rows, int columns, float[] c, int cOffset, int cStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(values, r * RegisterBlocks.WIDTH, c, cOffset + r * cStride, columns);
    }
  }
}
