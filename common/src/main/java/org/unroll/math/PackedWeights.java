package org.unroll.math;

/**
 * A weight matrix W, (N, K), in the order in which the kernels of {@code Y += X W^T} read it:
 * packed once, never changed, and shared by threads. It is a copy, so the matrix it was made of may
 * be freed.
 *
 * <p>With the Vector API, every value of a product is one chain of fused multiplications and
 * additions in the order of K, which begins with the value of Y: a row's result does not depend on
 * the rows beside it. Without the Vector API the product is that of BLAS, which gives no such
 * promise.
 */
public sealed interface PackedWeights extends AutoCloseable permits PanelWeights, BlasWeights {

  /** Packs the values that {@code weight} has now. */
  static PackedWeights of(Matrix weight) {
    return VectorApi.isPresent() ? new PanelWeights(weight) : new BlasWeights(weight);
  }

  /** N, the values of a row of Y. */
  int outputs();

  /** K, the values of a row of X. */
  int inputs();

  /** The memory of the packed values: 4 N K bytes, with N rounded up to whole vectors. */
  long bytes();

  /**
   * Adds {@code X W^T} to Y.
   *
   * @param x (rows, K), row r from {@code xOffset + r * xStride}
   * @param y (rows, N), row r from {@code yOffset + r * yStride}
   */
  void multiplyAdd(
      int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride);

  /** Copies row {@code n} of W, (K), to {@code target}. */
  void copyRow(int n, float[] target, int offset);

  /** Frees memory off the heap, if there is any. */
  @Override
  void close();
}
