package org.unroll.evaluate;

import java.util.Map;
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
import org.unroll.task.Examples;
import org.unroll.task.Metrics;

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
    Configuration hadoop = spark.hadoopConfiguration();
    Checkpoint checkpoint = Checkpoint.open(model, hadoop);
    PreparedData prepared = PreparedData.open(data, hadoop);
    UnrollConfig config =
        UnrollConfig.ofJson(checkpoint.configuration(), checkpoint.configurationFile());
    TaskData<?> taskData = open(config, prepared, checkpoint);
    checkSameTask(checkpoint, taskData);
    checkpoint.model().checkLayout(taskData.task().layout(), checkpoint.path().toString());
    Metrics metrics = evaluate(taskData, config.train().local().batchSize(), checkpoint);
    if (metrics.predictions() == 0) {
      throw new BadDataException(
          "expected examples in the " + split.label() + " split, found none in " + data);
    }
    return EvaluationReport.of(split, metrics, taskData.baselines(split));
  }

  /** What is wrong with a configuration that came with a model is wrong with the model. */
  private static TaskData<?> open(
      UnrollConfig config, PreparedData prepared, Checkpoint checkpoint) {
    try {
      return TaskData.open(config, prepared);
    } catch (ConfigurationException e) {
      throw new BadDataException(checkpoint.configurationFile() + ": " + e.getMessage(), e);
    }
  }

  private <E extends Examples> Metrics evaluate(
      TaskData<E> taskData, int batchSize, Checkpoint checkpoint) {
    try (SplitEvaluation<E> evaluation = new SplitEvaluation<>(spark, taskData, split, batchSize)) {
      return evaluation.evaluate(checkpoint.model().values());
    }
  }

  /** The task's files are what gives the ids of model and data their meaning. */
  private static void checkSameTask(Checkpoint checkpoint, TaskData<?> taskData) {
    Path folder = taskData.prepared().folder();
    String name = taskData.task().name();
    if (!checkpoint.provenance().task().equals(name)) {
      throw new BadDataException(
          "expected data of the task "
              + checkpoint.provenance().task()
              + ", which the model "
              + checkpoint.path()
              + " was trained for, found data of the task "
              + name
              + " in "
              + folder);
    }
    for (Map.Entry<String, String> file : checkpoint.taskFiles().entrySet()) {
      String found = taskData.task().files().get(file.getKey());
      if (!file.getValue().equals(found)) {
        throw new BadDataException(
            "expected data with the %s of the model (%s, %d lines), found %s in %s"
                .formatted(
                    file.getKey(),
                    checkpoint.path(),
                    file.getValue().lines().count(),
                    found == null ? "none" : "another one of " + found.lines().count() + " lines",
                    folder));
      }
    }
  }
}
