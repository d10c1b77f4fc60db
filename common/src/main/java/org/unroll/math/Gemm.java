package org.unroll.math;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.unroll.math.BlockedProduct.Order;
import smile.math.blas.BLAS;
import smile.math.blas.Layout;
import smile.math.blas.Transpose;

/**
 * The three matrix products of a linear layer {@code Y = X W^T}, on one thread: by register blocks
 * of the Vector API or, in a JVM without it, by Smile's BLAS.
 *
 * <p>X is {@code (rows, K)}, W is {@code (N, K)} and Y is {@code (rows, N)}; only the first {@code
 * rows} rows of X and Y take part. With {@code beta} 0 the result replaces what was there, with 1
 * it is added to it. One thread, because the cluster's parallelism is Spark's, and because sums
 * that threads share are not the same twice.
 */
public final class Gemm {

  private static final BLAS BLAS;

  /** One for each thread, as a layer of its own would be. */
  private static final ThreadLocal<BlockedProduct> BLOCKED =
      ThreadLocal.withInitial(BlockedProduct::new);

  private static final boolean BY_BLOCKS = VectorApi.isPresent();

  static {
    BLAS = smile.math.blas.BLAS.getInstance();
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Gemm() {}

  /** {@code Y = X W^T + beta Y}. */
  public static void multiplyTransposed(int rows, Matrix x, Matrix w, float beta, Matrix y) {
    check(rows, x, w, y);
    if (BY_BLOCKS) {
      BLOCKED
          .get()
          .multiply(rows, y.columns(), x.columns(), x, Order.PLAIN, w, Order.TRANSPOSED, beta, y);
      return;
    }
    BLAS.gemm(
        Layout.ROW_MAJOR,
        Transpose.NO_TRANSPOSE,
        Transpose.TRANSPOSE,
        rows,
        y.columns(),
        x.columns(),
        1,
        x.buffer(),
        x.stride(),
        w.buffer(),
        w.stride(),
        beta,
        y.buffer(),
        y.stride());
  }

  /** {@code dX = dY W + beta dX}. */
  public static void multiply(int rows, Matrix dy, Matrix w, float beta, Matrix dx) {
    check(rows, dx, w, dy);
    if (BY_BLOCKS) {
      BLOCKED
          .get()
          .multiply(rows, dx.columns(), dy.columns(), dy, Order.PLAIN, w, Order.PLAIN, beta, dx);
      return;
    }
    multiplyBySmile(rows, dy, w, beta, dx);
  }

  /** {@link #multiply} by Smile's BLAS, whatever else there is. */
  static void multiplyBySmile(int rows, Matrix dy, Matrix w, float beta, Matrix dx) {
    BLAS.gemm(
        Layout.ROW_MAJOR,
        Transpose.NO_TRANSPOSE,
        Transpose.NO_TRANSPOSE,
        rows,
        dx.columns(),
        dy.columns(),
        1,
        dy.buffer(),
        dy.stride(),
        w.buffer(),
        w.stride(),
        beta,
        dx.buffer(),
        dx.stride());
  }

  /** {@code dW = dY^T X + beta dW}. */
  public static void transposedMultiply(int rows, Matrix dy, Matrix x, float beta, Matrix dw) {
    check(rows, x, dw, dy);
    if (BY_BLOCKS) {
      BLOCKED
          .get()
          .multiply(dw.rows(), dw.columns(), rows, dy, Order.TRANSPOSED, x, Order.PLAIN, beta, dw);
      return;
    }
    BLAS.gemm(
        Layout.ROW_MAJOR,
        Transpose.TRANSPOSE,
        Transpose.NO_TRANSPOSE,
        dw.rows(),
        dw.columns(),
        rows,
        1,
        dy.buffer(),
        dy.stride(),
        x.buffer(),
        x.stride(),
        beta,
        dw.buffer(),
        dw.stride());
  }

  private static void check(int rows, Matrix x, Matrix w, Matrix y) {
    if (rows > x.rows()
        || rows > y.rows()
        || x.columns() != w.columns()
        || y.columns() != w.rows()) {
      throw new IllegalArgumentException(
          String.format(
              "expected X of at least %d x %d and Y of %d x %d, found %d x %d and %d x %d",
              rows, w.columns(), rows, w.rows(), x.rows(), x.columns(), y.rows(), y.columns()));
    }
  }
}
