package org.unroll.output;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** The closing of the resources of a task when it ends, successfully or not. */
public final class AtTaskEnd {

  private AtTaskEnd() {}

  public static void close(Closeable resource) {
    TaskCompletionListener listener =
        context -> {
          try {
            resource.close();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    TaskContext.get().addTaskCompletionListener(listener);
  }
}
