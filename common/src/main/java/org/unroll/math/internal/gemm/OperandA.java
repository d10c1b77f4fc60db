package org.unroll.math.internal.gemm;

import org.unroll.math.Matrix;

/**
 * The part of A, the left operand of a product, that one pass of the {@link MacroKernel} reads: up
 * to {@link #MC} rows and {@link #KC} values of the inner dimension, so that it stays in the
 * second-level cache.
 */
sealed interface OperandA permits UnpackedA, PackedA {

  /** The maximum number of rows. */
  int MC = 12 * MicroTile.MR;

  /** The maximum size of the inner dimension. */
  int KC = 704;

  /**
   * Takes rows [m, m + mc) of A and [k, k + kc) of its inner dimension. The matrix must not change
   * until the next call.
   */
  void load(Matrix matrix, int m, int mc, int k, int kc);

  /** The number of rows. */
  int rows();

  /**
   * Returns the rows of the next tile where {@code left} rows remain. It may be more, the rest
   * being zeros.
   */
  int tileRows(int left);

  /**
   * Adds the product of one tile to C.
   *
   * @param row the first of the tile's rows
   * @param rows as {@link #tileRows} returned them
   * @param width as {@link MicroTile#width} returned it
   * @param tile B and C of the tile; receives A
   */
  void multiplyAdd(int row, int rows, int width, TileOperands tile);
}
