package org.unroll.math;

/**
 * Products of a few rows with one matrix that changes seldom, such as the recurrent weights, which
 * meet each time step between two updates.
 *
 * <p>BLAS brings such a matrix into the order of its kernel at every call, which for 20 rows takes
 * as long as the product. Here {@link #load} or {@link #loadTransposed} does it once, into memory
 * that both share: the steps of a batch go forward by the one and back by the other, never in turn.
 * Without the Vector API it is BLAS all the same.
 */
public sealed interface WeightProduct extends AutoCloseable permits PackedProduct, BlasProduct {

  /**
   * Products with a matrix, (M, N), or with its transpose.
   *
   * @param rows the most rows of a product
   */
  static WeightProduct of(Matrix weight, int rows) {
    return VectorApi.isPresent() ? new PackedProduct(weight) : new BlasProduct(weight, rows);
  }

  /** Takes the values that the matrix has now; products are by the matrix, K = M. */
  void load();

  /** Takes the values that the matrix has now; products are by its transpose, K = N. */
  void loadTransposed();

  /**
   * {@code c += a weight}, or {@code c += a weight^T}: whichever was loaded last.
   *
   * @param a (rows, K), row r from {@code aOffset + r * aStride}
   * @param c (rows, the matrix's other side), row r from {@code cOffset + r * cStride}
   */
  void multiplyAdd(
      int rows, float[] a, int aOffset, int aStride, float[] c, int cOffset, int cStride);

  /** Frees memory off the heap. */
  @Override
  void close();
}
