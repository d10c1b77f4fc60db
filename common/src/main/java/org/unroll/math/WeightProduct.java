package org.unroll.math;

/**
 * Products of a few rows with one matrix that changes seldom, such as the recurrent weights, which
 * meet each time step between two updates.
 *
 * <p>BLAS brings such a matrix into the order of its kernel at every call, which for 20 rows takes
 * as long as the product. Here {@link #load} does it once. Without the Vector API it is BLAS all
 * the same.
 */
public sealed interface WeightProduct extends AutoCloseable permits PackedProduct, BlasProduct {

  /**
   * Room for products with a (K, N) matrix.
   *
   * @param inner K
   * @param columns N
   * @param rows the most rows of a product
   */
  static WeightProduct of(int inner, int columns, int rows) {
    return VectorApi.isPresent()
        ? new PackedProduct(inner, columns)
        : new BlasProduct(inner, columns, rows);
  }

  /** Takes the matrix, (K, N). */
  void load(Matrix matrix);

  /** Takes the matrix from its transpose, (N, K). */
  void loadTransposed(Matrix matrix);

  /**
   * {@code c += a matrix}.
   *
   * @param a (rows, K), row r from {@code aAt + r * aStride}
   * @param c (rows, N), row r from {@code cAt + r * cStride}
   */
  void multiplyAdd(int rows, float[] a, int aAt, int aStride, float[] c, int cAt, int cStride);

  /** Frees memory off the heap. */
  @Override
  void close();
}
