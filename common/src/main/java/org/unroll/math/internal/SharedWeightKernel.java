package org.unroll.math.internal;

import org.unroll.math.Matrix;

/** The products behind {@link org.unroll.math.SharedWeights}, which has checked the arguments. */
public sealed interface SharedWeightKernel extends AutoCloseable
    permits PackedSharedKernel, BlasSharedKernel {

  /** Returns the faster kernel of this JVM. */
  static SharedWeightKernel preferred(Matrix weights) {
    return VectorApi.isPresent() ? new PackedSharedKernel(weights) : new BlasSharedKernel(weights);
  }

  long bytes();

  void multiplyAdd(int m, float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc);

  void copyRow(int n, float[] target, int offset);

  @Override
  void close();
}
