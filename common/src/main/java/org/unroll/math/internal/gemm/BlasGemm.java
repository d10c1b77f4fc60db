package org.unroll.math.internal.gemm;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.unroll.math.Matrix;
import smile.math.blas.BLAS;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;

/** Products of matrices by Smile's BLAS, on one thread. */
public final class BlasGemm implements GemmKernel {

  private static final BLAS BLAS;

  static {
    BLAS = smile.math.blas.BLAS.getInstance();
    openblas_nolapack.blas_set_num_threads(1);
  }

  @Override
  public void multiply(Operation operation, int rows, Matrix a, Matrix b, float beta, Matrix c) {
    BLAS.gemm(
        Layout.ROW_MAJOR,
        operation == Operation.TN ? Transpose.TRANSPOSE : Transpose.NO_TRANSPOSE,
        operation == Operation.NT ? Transpose.TRANSPOSE : Transpose.NO_TRANSPOSE,
        operation.m(rows, c),
        c.columns(),
        operation.k(rows, a),
        1,
        a.buffer(),
        a.stride(),
        b.buffer(),
        b.stride(),
        beta,
        c.buffer(),
        c.stride());
  }
}
