package org.unroll.prepare;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;

/** Closes what a task's iterator reads from, whether the task ends well or not. */
final class AtTaskEnd {

  private AtTaskEnd() {}

  static void close(Closeable resource) {
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
