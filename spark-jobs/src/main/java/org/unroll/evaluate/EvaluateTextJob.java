package org.unroll.evaluate;

import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.data.LanguageEvaluation;
import org.unroll.errors.BadDataException;
import org.unroll.output.JobContext;
import org.unroll.output.TaskErrors;
import org.unroll.prepare.ModelText;
import org.unroll.progress.Progress;
import org.unroll.task.Metrics;

/** A job that measures a language model on text files, which need not be prepared. */
public final class EvaluateTextJob {

  private final JavaSparkContext spark;
  private final Path model;
  private final String text;

  /**
   * An evaluation.
   *
   * @param model a checkpoint, or the output folder of a training run
   * @param text files of any Hadoop file system, globs included, in UTF-8; read one after the other
   *     as one text
   */
  public EvaluateTextJob(JavaSparkContext spark, Path model, String text) {
    this.spark = spark;
    this.model = model;
    this.text = text;
  }

  /**
   * Evaluates.
   *
   * @throws BadDataException if the model or the text is missing or damaged, or the text has fewer
   *     than two tokens
   */
  public EvaluationReport run() {
    return TaskErrors.unwrap(this::evaluate);
  }

  private EvaluationReport evaluate() {
    Checkpoint checkpoint = Checkpoint.open(model, spark.hadoopConfiguration());
    JobContext job = new JobContext(spark, Progress.silent());
    spark.setJobDescription("evaluate on " + text);
    try (LanguageEvaluation evaluation = LanguageEvaluation.of(spark, checkpoint)) {
      Metrics metrics = evaluation.ofText(ModelText.ids(job, checkpoint.path(), text));
      if (metrics.predictions() == 0) {
        throw new BadDataException(
            "expected at least two tokens (the first is only read), found fewer in " + text);
      }
      return EvaluationReport.ofText(text, metrics);
    }
  }
}
