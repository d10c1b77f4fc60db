package org.unroll.math.internal.gemm;

import org.unroll.math.Matrix;

/** A product of matrices, {@code C = op(A) op(B) + beta C}, op(A) being (M, K) and op(B) (K, N). */
public sealed interface GemmKernel permits PackedGemm, BlasGemm {

  /** The operands that are transposed: N stands for no, T for yes, first of A, then of B. */
  enum Operation {
    NN,
    NT,
    TN;

    /** Returns M. */
    int m(int rows, Matrix c) {
      return this == TN ? c.rows() : rows;
    }

    /** Returns K. */
    int k(int rows, Matrix a) {
      return this == TN ? rows : a.columns();
    }
  }

  /**
   * Multiplies.
   *
   * @param rows the rows of A that take part: M or, if A is transposed, K
   * @param beta 0 or 1
   */
  void multiply(Operation operation, int rows, Matrix a, Matrix b, float beta, Matrix c);
}
