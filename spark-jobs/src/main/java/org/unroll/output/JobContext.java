package org.unroll.output;

import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.unroll.progress.Progress;

/** The Spark context of a job on the driver, its Hadoop configuration, and its progress. */
public final class JobContext {

  private final JavaSparkContext spark;
  private final Progress progress;
  private final Broadcast<SerializableConfiguration> hadoop;

  public JobContext(JavaSparkContext spark, Progress progress) {
    this.spark = spark;
    this.progress = progress;
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  public JavaSparkContext spark() {
    return spark;
  }

  public Progress progress() {
    return progress;
  }

  public Configuration hadoop() {
    return spark.hadoopConfiguration();
  }

  /** Returns the Hadoop configuration for tasks. */
  public Broadcast<SerializableConfiguration> broadcastHadoop() {
    return hadoop;
  }

  /**
   * Runs a Spark job and shows its progress.
   *
   * @param tasks tasks of the job, those before a shuffle included
   */
  public <T> T show(String name, int tasks, Supplier<T> job) {
    return TaskProgress.show(spark, progress, name, tasks, job);
  }
}
