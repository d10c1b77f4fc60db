package org.unroll.benchmarks.kernels;

import org.unroll.math.Matrix;


import smile.math.blas.BLAS;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;

/**
 * The three products of a linear layer by Smile, with the signatures of {@link
 * org.unroll.math.Gemm}.
 */
final class Smile {

  private static final BLAS BLAS = smile.math.blas.BLAS.getInstance();

  private Smile() {}

  /** {@code Y = X W^T}. */
  static void multiplyTransposed(int rows, Matrix x, Matrix w, Matrix y) {
    gemm(Transpose.NO_TRANSPOSE, Transpose.TRANSPOSE, rows, x.columns(), x, w, y);
  }

  /** {@code dX = dY W}. */
  static void multiply(int rows, Matrix dy, Matrix w, Matrix dx) {
    gemm(Transpose.NO_TRANSPOSE, Transpose.NO_TRANSPOSE, rows, dy.columns(), dy, w, dx);
  }

  /** {@code dW = dY^T X}. */
  static void transposedMultiply(int rows, Matrix dy, Matrix x, Matrix dw) {
    gemm(Transpose.TRANSPOSE, Transpose.NO_TRANSPOSE, dw.rows(), rows, dy, x, dw);
  }

  private static void gemm(
      Transpose transposeA,
      Transpose transposeB,
      int rows,
      int inner,
      Matrix a,
      Matrix b,
      Matrix c) {
    BLAS.gemm(
        Layout.ROW_MAJOR,
        transposeA,
        transposeB,
        rows,
        c.columns(),
        inner,
        1,
        a.buffer(),
        a.stride(),
        b.buffer(),
        b.stride(),
        0,
        c.buffer(),
        c.stride());
  }
}
