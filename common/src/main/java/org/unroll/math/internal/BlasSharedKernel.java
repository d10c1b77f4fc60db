package org.unroll.math.internal;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.internal.gemm.BlasGemm;
import org.unroll.math.internal.gemm.GemmKernel;

/** {@link SharedWeightKernel} by BLAS, on a copy off the heap. */
public final class BlasSharedKernel implements SharedWeightKernel {

  private final BlasGemm gemm = new BlasGemm();
  private final int k;
  private final int n;
  private final OffHeapFloats memory;
  private final Matrix copy; // (N, K)

  public BlasSharedKernel(Matrix weights) {
    k = weights.columns();
    n = weights.rows();
    memory = new OffHeapFloats(Math.multiplyExact(n, k));
    copy = Matrix.of(memory.buffer(), n, k);
    for (int row = 0; row < n; row++) {
      copy.putRow(row, weights, row);
    }
  }

  @Override
  public long bytes() {
    return (long) memory.size() * Float.BYTES;
  }

  @Override
  public void multiplyAdd(int m, float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    try (OffHeapFloats aMemory = new OffHeapFloats(m * k);
        OffHeapFloats cMemory = new OffHeapFloats(m * n)) {
      FloatBuffer left = aMemory.buffer();
      FloatBuffer result = cMemory.buffer();
      for (int row = 0; row < m; row++) {
        left.put(row * k, a, aOffset + row * lda, k);
        result.put(row * n, c, cOffset + row * ldc, n);
      }
      Matrix product = Matrix.of(result, m, n);
      gemm.multiply(GemmKernel.Operation.NT, m, Matrix.of(left, m, k), copy, 1, product);
      for (int row = 0; row < m; row++) {
        result.get(row * n, c, cOffset + row * ldc, n);
      }
    }
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    copy.get(row, 1, target, offset);
  }

  @Override
  public void close() {
    memory.close();
  }
}
