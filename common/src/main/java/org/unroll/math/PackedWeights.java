package org.unroll.math;

import java.util.Objects;
import org.unroll.math.internal.WeightKernel;

/**
 * A weight matrix prepared for many products with a few rows, such as the recurrent weights, by
 * which each time step between two updates multiplies.
 *
 * <p>BLAS packs such a matrix into the order of its micro-kernel at every call, which for 20 rows
 * takes as long as the product. Here {@link #pack} or {@link #packTransposed} does it once, into
 * memory that both share, since the forward steps of a batch all come before the backward steps. In
 * a JVM without the Vector API, BLAS computes the products nevertheless.
 */
public final class PackedWeights implements AutoCloseable {

  private final Matrix weights; // (R, C)
  private final int rows;
  private final WeightKernel kernel;
  private int inner = -1; // K, not negative once the weights are packed
  private int columns; // N

  /**
   * Allocates memory; the weights are read by each packing.
   *
   * @param weights W, (R, C)
   * @param rows the rows of each product, M
   */
  public PackedWeights(Matrix weights, int rows) {
    this(weights, rows, WeightKernel.preferred(weights, rows));
  }

  PackedWeights(Matrix weights, int rows, WeightKernel kernel) {
    this.weights = weights;
    this.rows = rows;
    this.kernel = kernel;
  }

  /** Packs the current weights for products with the matrix, K = R and N = C. */
  public void pack() {
    kernel.pack();
    inner = weights.rows();
    columns = weights.columns();
  }

  /** Packs the current weights for products with the transpose, K = C and N = R. */
  public void packTransposed() {
    kernel.packTransposed();
    inner = weights.columns();
    columns = weights.rows();
  }

  /**
   * Computes {@code C += A W} or {@code C += A W^T}, whichever was packed last.
   *
   * @param a A, (M, K), row r from {@code aOffset + r * lda}
   * @param c C, (M, N), row r from {@code cOffset + r * ldc}
   * @throws IllegalStateException if the weights have not been packed
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void multiplyAdd(float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    if (inner < 0) {
      throw new IllegalStateException(
          "expected packed weights, found none: call pack or packTransposed first");
    }
    check(a, aOffset, lda, inner);
    check(c, cOffset, ldc, columns);
    kernel.multiplyAdd(a, aOffset, lda, c, cOffset, ldc);
  }

  private void check(float[] x, int offset, int stride, int width) {
    if (rows > 0) {
      Objects.checkFromIndexSize(offset, (rows - 1) * stride + width, x.length);
    }
  }

  /** Frees memory off the heap. */
  @Override
  public void close() {
    kernel.close();
  }
}
