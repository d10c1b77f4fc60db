package org.unroll.math.internal;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.internal.gemm.BlasGemm;
import org.unroll.math.internal.gemm.GemmKernel;

/** {@link WeightKernel} by BLAS, on copies off the heap. */
public final class BlasWeightKernel implements WeightKernel {

  private final Matrix weights; // (R, C)
  private final int m;
  private final BlasGemm gemm = new BlasGemm();
  private final OffHeapFloats bMemory;
  private final OffHeapFloats aMemory;
  private final OffHeapFloats cMemory;
  private final Operands straight; // K = R, N = C
  private final Operands transposed; // K = C, N = R
  private final float[] scratch; // (C)
  private Operands packed;

  /**
   * The operands of the products with the weights or with their transpose, in the same memory.
   *
   * @param a (M, K)
   * @param b (N, K), transposed as BLAS reads it fastest
   * @param c (M, N)
   */
  private record Operands(Matrix a, Matrix b, Matrix c) {}

  public BlasWeightKernel(Matrix weights, int m) {
    this.weights = weights;
    this.m = m;
    int longer = Math.max(weights.rows(), weights.columns());
    this.bMemory = new OffHeapFloats(Math.multiplyExact(weights.rows(), weights.columns()));
    this.aMemory = new OffHeapFloats(Math.multiplyExact(m, longer));
    this.cMemory = new OffHeapFloats(Math.multiplyExact(m, longer));
    this.straight = operands(weights.rows(), weights.columns());
    this.transposed = operands(weights.columns(), weights.rows());
    this.scratch = new float[weights.columns()];
    this.packed = straight;
  }

  private Operands operands(int k, int n) {
    return new Operands(
        Matrix.of(aMemory.buffer(), m, k),
        Matrix.of(bMemory.buffer(), n, k),
        Matrix.of(cMemory.buffer(), m, n));
  }

  @Override
  public void pack() {
    packed = straight;
    Matrix b = packed.b();
    for (int k = 0; k < weights.rows(); k++) {
      weights.get(k, 1, scratch, 0);
      for (int n = 0; n < weights.columns(); n++) {
        b.buffer().put(n * b.stride() + k, scratch[n]);
      }
    }
  }

  @Override
  public void packTransposed() {
    packed = transposed;
    for (int n = 0; n < weights.rows(); n++) {
      packed.b().putRow(n, weights, n);
    }
  }

  @Override
  public void multiplyAdd(float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    for (int r = 0; r < m; r++) {
      packed.a().put(r, 1, a, aOffset + r * lda);
      packed.c().put(r, 1, c, cOffset + r * ldc);
    }
    gemm.multiply(GemmKernel.Operation.NT, m, packed.a(), packed.b(), 1, packed.c());
    for (int r = 0; r < m; r++) {
      packed.c().get(r, 1, c, cOffset + r * ldc);
    }
  }

  @Override
  public void close() {
    bMemory.close();
    aMemory.close();
    cMemory.close();
  }
}
