package org.unroll.math;

import org.unroll.math.internal.gemm.BlasGemm;
import org.unroll.math.internal.gemm.GemmKernel;

/**
 * The speed at which one thread multiplies large square matrices of floats, by {@link Gemm} or by
 * Smile's BLAS, whichever is faster.
 */
public final class SgemmPeak implements AutoCloseable {

  private static final int SIZE = 960;

  /** The products of one measurement, which take about a tenth of a second. */
  private static final int PRODUCTS = 6;

  private final OffHeapFloats memory = new OffHeapFloats(3 * SIZE * SIZE);
  private final Matrix a = Matrix.of(memory.slice(0, SIZE * SIZE), SIZE, SIZE);
  private final Matrix b = Matrix.of(memory.slice(SIZE * SIZE, SIZE * SIZE), SIZE, SIZE);
  private final Matrix c = Matrix.of(memory.slice(2 * SIZE * SIZE, SIZE * SIZE), SIZE, SIZE);

  private final BlasGemm blas = new BlasGemm();

  public SgemmPeak() {
    for (int i = 0; i < SIZE * SIZE; i++) {
      a.buffer().put(i, Seeds.uniform(1, i));
      b.buffer().put(i, Seeds.uniform(2, i));
    }
  }

  /** Measures once; returns 10^9 floating-point operations a second. */
  public double gflops() {
    long start = System.nanoTime();
    for (int i = 0; i < PRODUCTS; i++) {
      Gemm.multiply(SIZE, a, b, 0, c);
    }
    long between = System.nanoTime();
    for (int i = 0; i < PRODUCTS; i++) {
      blas.multiply(GemmKernel.Operation.NN, SIZE, a, b, 0, c);
    }
    long fastest = Math.min(between - start, System.nanoTime() - between);
    return 2.0 * PRODUCTS * SIZE * SIZE * SIZE / fastest;
  }

  @Override
  public void close() {
    memory.close();
  }
}
