package org.unroll.output;

import java.util.function.Supplier;
import org.apache.spark.Success$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.unroll.progress.Progress;

/** A display of how many tasks of a running Spark job have ended. */
public final class TaskProgress extends SparkListener {

  private final Progress.Stage stage;
  private final int tasks;
  private int ended;

  private TaskProgress(Progress.Stage stage, int tasks) {
    this.stage = stage;
    this.tasks = tasks;
  }

  /**
   * Runs a job, which Spark's web interface shows under the same name.
   *
   * @param tasks the number of its tasks, those before a shuffle included
   */
  public static <T> T show(
      JavaSparkContext spark, Progress progress, String name, int tasks, Supplier<T> job) {
    spark.setJobDescription(name);
    try (Progress.Stage stage = progress.begin(name, tasks, "tasks")) {
      stage.update(0, "");
      TaskProgress listener = new TaskProgress(stage, tasks);
      spark.sc().addSparkListener(listener);
      try {
        T result = job.get();
        // The listener hears of the last tasks a little later than the job returns.
        listener.update(tasks);
        return result;
      } finally {
        spark.sc().removeSparkListener(listener);
        spark.setJobDescription(null);
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() == Success$.MODULE$) {
      update(ended + 1);
    }
  }

  /** Repeated tasks may exceed the number of tasks. */
  private synchronized void update(int now) {
    if (now > ended && now <= tasks) {
      ended = now;
      stage.update(ended, "");
    }
  }
}
