package org.unroll.math;

import java.util.Objects;
import org.unroll.math.internal.SharedWeightKernel;

/**
 * A weight matrix W, (N, K), in the order in which the kernels of {@code C += A W^T} read it:
 * packed once, never changed, and shared by threads. It is a copy, so the matrix it was made of may
 * be freed. {@link PackedWeights} serves training, where weights change.
 *
 * <p>With the Vector API, every value of a product is one chain of fused multiplications and
 * additions in the order of K that begins with the value of C, so a row's result does not depend on
 * the rows beside it. Without the Vector API the product is that of BLAS, which makes no such
 * promise.
 */
public final class SharedWeights implements AutoCloseable {

  private final int outputs;
  private final int inputs;
  private final SharedWeightKernel kernel;

  /** Packs the current values of {@code weights}, (N, K). */
  public SharedWeights(Matrix weights) {
    this(weights, SharedWeightKernel.preferred(weights));
  }

  SharedWeights(Matrix weights, SharedWeightKernel kernel) {
    this.outputs = weights.rows();
    this.inputs = weights.columns();
    this.kernel = kernel;
  }

  /** N, the values of a row of C. */
  public int outputs() {
    return outputs;
  }

  /** K, the values of a row of A. */
  public int inputs() {
    return inputs;
  }

  /** The memory of the packed values: 4 N K bytes, with N rounded up to whole vectors. */
  public long bytes() {
    return kernel.bytes();
  }

  /**
   * Computes {@code C += A W^T}.
   *
   * @param m the rows of A and C
   * @param a A, (M, K), row r from {@code aOffset + r * lda}
   * @param c C, (M, N), row r from {@code cOffset + r * ldc}
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public void multiplyAdd(int m, float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    check(m, a, aOffset, lda, inputs);
    check(m, c, cOffset, ldc, outputs);
    kernel.multiplyAdd(m, a, aOffset, lda, c, cOffset, ldc);
  }

  private static void check(int m, float[] x, int offset, int stride, int width) {
    if (m > 0) {
      Objects.checkFromIndexSize(offset, (m - 1) * stride + width, x.length);
    }
  }

  /** Copies row {@code n} of W, (K), to {@code target}. */
  public void copyRow(int n, float[] target, int offset) {
    Objects.checkIndex(n, outputs);
    Objects.checkFromIndexSize(offset, inputs, target.length);
    kernel.copyRow(n, target, offset);
  }

  /** Frees memory off the heap, if there is any. */
  @Override
  public void close() {
    kernel.close();
  }
}
