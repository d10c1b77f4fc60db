package org.unroll.evaluate;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.data.TaskData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.output.TaskErrors;
import org.unroll.task.Metrics;
import org.unroll.tasks.TaskCatalog;

/** A job that measures a model on a split of prepared data. */
public final class EvaluateJob {

  private final JavaSparkContext spark;
  private final Path model;
  private final Path data;
  private final Split split;

  /**
   * An evaluation.
   *
   * @param model a checkpoint, or the output folder of a training run
   * @param data a folder of prepared data with the model's vocabulary
   */
  public EvaluateJob(JavaSparkContext spark, Path model, Path data, Split split) {
    this.spark = spark;
    this.model = model;
    this.data = data;
    this.split = split;
  }

  /**
   * Evaluates.
   *
   * @throws BadDataException if the model and the data do not fit, or the split is empty
   */
  public EvaluationReport run() {
    return TaskErrors.unwrap(this::evaluate);
  }

  private EvaluationReport evaluate() {
    Configuration hadoop = spark.hadoopConfiguration();
    Checkpoint checkpoint = Checkpoint.open(model, hadoop);
    PreparedData prepared = PreparedData.open(data, hadoop);
    UnrollConfig config = UnrollConfig.of(checkpoint);
    TaskData<?> taskData = open(config, prepared, checkpoint);
    checkpoint.checkFits(
        taskData.task().name(), taskData.task().files(), prepared.folder().toString());
    spark.setJobDescription("evaluate on the " + split.label() + " split");
    float[] parameters = checkpoint.values(taskData.task().layout());
    Metrics metrics = taskData.evaluate(spark, split, parameters);
    if (metrics.predictions() == 0) {
      throw new BadDataException(
          "expected examples in the " + split.label() + " split, found none in " + data);
    }
    return EvaluationReport.of(split, metrics, taskData);
  }

  /** What is wrong with a configuration that came with a model is wrong with the model. */
  private static TaskData<?> open(
      UnrollConfig config, PreparedData prepared, Checkpoint checkpoint) {
    try {
      return TaskCatalog.open(config, prepared);
    } catch (ConfigurationException e) {
      throw new BadDataException(checkpoint.configurationFile() + ": " + e.getMessage(), e);
    }
  }
}
