package org.unroll.output;

import java.util.concurrent.Callable;
import org.unroll.errors.UnrollException;

/** The unwrapping of errors that Spark wraps on their way from a task to the driver. */
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
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof UnrollException known) {
          throw known;
        }
      }
      if (e instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e);
    }
  }
}
