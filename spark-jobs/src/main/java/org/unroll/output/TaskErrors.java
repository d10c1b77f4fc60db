package org.unroll.output;

import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.TryAgainLaterException;
import org.unroll.errors.UnrollException;

/** The errors of tasks, which Spark wraps on their way to the driver. */
public final class TaskErrors {

  private TaskErrors() {}

  /**
   * Calls {@code work}.
   *
   * @throws UnrollException if that is at the root of what Spark throws
   */
  public static <T> T unwrap(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      UnrollException known = known(e);
      if (known != null) {
        throw known;
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e);
    }
  }

  /**
   * Calls {@code work}, whose jobs end when a task finds what another attempt would find again,
   * such as bad input. Spark by itself would repeat the task, three times on a cluster.
   *
   * @throws UnrollException that the task threw
   */
  public static <T> T endAtFirst(SparkContext spark, Supplier<T> work) {
    FirstError first = new FirstError(spark);
    spark.addSparkListener(first);
    try {
      return work.get();
    } catch (Exception e) { // Spark's own are checked, though its methods do not declare them.
      UnrollException known = first.error;
      if (known != null) {
        throw known;
      }
      throw TaskErrors.<RuntimeException>asIs(e);
    } finally {
      spark.removeSparkListener(first);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Exception> E asIs(Exception error) throws E {
    throw (E) error;
  }

  private static @Nullable UnrollException known(@Nullable Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnrollException known) {
        return known;
      }
    }
    return null;
  }

  private static final class FirstError extends SparkListener {

    private final SparkContext spark;
    private volatile @Nullable UnrollException error;

    FirstError(SparkContext spark) {
      this.spark = spark;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      if (error == null
          && end.reason() instanceof ExceptionFailure failure
          && failure.exception().isDefined()) {
        UnrollException found = known(failure.exception().get());
        if (found != null && !(found instanceof TryAgainLaterException)) {
          error = found;
          spark.cancelAllJobs();
        }
      }
    }
  }
}
