package org.unroll.math.internal;

import org.unroll.math.Matrix;

/** The products behind {@link org.unroll.math.PackedWeights}, which has checked the arguments. */
public sealed interface WeightKernel extends AutoCloseable
    permits PackedWeightKernel, BlasWeightKernel {

  /**
   * Returns the faster kernel of this JVM.
   *
   * @param m the rows of each product
   */
  static WeightKernel preferred(Matrix weights, int m) {
    return VectorApi.isPresent()
        ? new PackedWeightKernel(weights, m)
        : new BlasWeightKernel(weights, m);
  }

  void pack();

  void packTransposed();

  void multiplyAdd(float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc);

  @Override
  void close();
}
