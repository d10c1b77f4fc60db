package org.unroll.predict;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.unroll.progress.Progress;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A display of the rows that a running job has read: of all, where their number is known, or else
 * beside the tasks that have ended. Executors tell of running tasks every ten seconds.
 */
final class RowProgress extends SparkListener {

  private final Progress.Stage stage;
  private final RowCounts counts;
  private final OptionalLong rows;
  private final int tasks;
  private final Map<Long, Long> running = new HashMap<>(); // rows by task
  private int ended;

  private RowProgress(Progress.Stage stage, RowCounts counts, OptionalLong rows, int tasks) {
    this.stage = stage;
    this.counts = counts;
    this.rows = rows;
    this.tasks = tasks;
  }

  /** Runs a job, which Spark's web interface shows under the same name. */
  static void show(
      SparkContext spark,
      Progress progress,
      String name,
      RowInput input,
      RowCounts counts,
      Runnable job) {
    spark.setJobDescription(name);
    long total = input.count().orElse(input.partitions());
    try (Progress.Stage stage =
        progress.begin(name, total, input.count().isPresent() ? "rows" : "tasks")) {
      stage.update(0, "");
      RowProgress listener = new RowProgress(stage, counts, input.count(), input.partitions());
      spark.addSparkListener(listener);
      try {
        job.run();
        listener.end(total);
      } finally {
        spark.removeSparkListener(listener);
        spark.setJobDescription(null);
      }
    }
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate update) {
    for (var ofTask : CollectionConverters.asJava(update.accumUpdates())) {
      for (AccumulableInfo info : CollectionConverters.asJava(ofTask._4())) {
        if (info.id() == counts.id() && info.update().isDefined()) {
          running.put((Long) ofTask._1(), ((Number) info.update().get()).longValue());
        }
      }
    }
    update();
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    running.remove(end.taskInfo().taskId());
    ended = Math.min(tasks, ended + (end.taskInfo().successful() ? 1 : 0));
    update();
  }

  private void update() {
    long read = counts.rows() + running.values().stream().mapToLong(Long::longValue).sum();
    if (rows.isPresent()) {
      stage.update(Math.min(read, rows.getAsLong()), "");
    } else {
      stage.update(ended, read + " rows");
    }
  }

  private synchronized void end(long total) {
    stage.update(total, rows.isPresent() ? "" : counts.rows() + " rows");
  }
}
