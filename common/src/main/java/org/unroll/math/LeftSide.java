package org.unroll.math;

/**
 * A block of the left side of a product, as the register blocks read it. A block has up to {@link
 * #ROWS} rows and {@link #INNER} values of the inner dimension, so that it stays in the
 * second-level cache.
 */
sealed interface LeftSide permits LeftRows, LeftColumns {

  /** The most rows of a block. */
  int ROWS = 12 * RegisterBlocks.ROWS;

  /** The most of the inner dimension that a block has. */
  int INNER = 704;

  /**
   * Takes rows [m, m + height) of the left side and [k, k + depth) of its inner dimension. The
   * matrix must stay as it is until the next call.
   */
  void load(Matrix matrix, int m, int height, int k, int depth);

  /**
   * The rows of the tile that is taken where {@code left} rows of the block are left; they may be
   * more, the rest being zeros.
   */
  int tileRows(int left);

  /**
   * Adds the product of the tile that begins with row {@code row} of the block to {@code c}.
   *
   * @param width of the panel, as {@link RegisterBlocks#width} gives it
   * @param panels of the right side, the tile's panel from {@code offset} on
   */
  void addTile(
      int row,
      int rows,
      int width,
      float[] panels,
      int offset,
      float[] c,
      int cOffset,
      int cStride);
}
