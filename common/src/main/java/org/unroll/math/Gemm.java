package org.unroll.math;

import java.util.Locale;
import org.unroll.math.internal.VectorApi;
import org.unroll.math.internal.gemm.BlasGemm;
import org.unroll.math.internal.gemm.GemmKernel;
import org.unroll.math.internal.gemm.GemmKernel.Operation;
import org.unroll.math.internal.gemm.PackedGemm;

/**
 * The three matrix products of a linear layer {@code Y = X W^T}, on one thread: by the Vector API
 * or, in a JVM without it, by Smile's BLAS.
 *
 * <p>X is {@code (rows, K)}, W is {@code (N, K)} and Y is {@code (rows, N)}; only the first {@code
 * rows} rows of X and Y take part. With {@code beta} 0 the result replaces the previous values,
 * with 1 it is added to them. One thread, because the cluster's parallelism is Spark's, and because
 * sums that are shared among threads differ from run to run.
 */
public final class Gemm {

  /** One for each thread, because it owns the memory that the operands are packed into. */
  private static final ThreadLocal<GemmKernel> KERNEL =
      ThreadLocal.withInitial(() -> VectorApi.isPresent() ? new PackedGemm() : new BlasGemm());

  private Gemm() {}

  /** Computes {@code Y = X W^T + beta Y}. */
  public static void multiplyTransposed(int rows, Matrix x, Matrix w, float beta, Matrix y) {
    check(rows, x, w, y);
    KERNEL.get().multiply(Operation.NT, rows, x, w, beta, y);
  }

  /** Computes {@code dX = dY W + beta dX}. */
  public static void multiply(int rows, Matrix dy, Matrix w, float beta, Matrix dx) {
    check(rows, dx, w, dy);
    KERNEL.get().multiply(Operation.NN, rows, dy, w, beta, dx);
  }

  /** Computes {@code dW = dY^T X + beta dW}. */
  public static void transposedMultiply(int rows, Matrix dy, Matrix x, float beta, Matrix dw) {
    check(rows, x, dw, dy);
    KERNEL.get().multiply(Operation.TN, rows, dy, x, beta, dw);
  }

  private static void check(int rows, Matrix x, Matrix w, Matrix y) {
    if (rows > x.rows()
        || rows > y.rows()
        || x.columns() != w.columns()
        || y.columns() != w.rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "expected X of at least %d x %d and Y of %d x %d, found %d x %d and %d x %d",
              rows,
              w.columns(),
              rows,
              w.rows(),
              x.rows(),
              x.columns(),
              y.rows(),
              y.columns()));
    }
  }
}
