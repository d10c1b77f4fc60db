package org.unroll.evaluate;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.config.UnrollConfig;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.prepare.PreparedData;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.text.Vocabulary;

/** Measures a model on a split of prepared data. */
public final class EvaluateJob {

  private final JavaSparkContext spark;
  private final Path model;
  private final Path data;
  private final Split split;

  /**
   * An evaluation.
   *
   * @param model a checkpoint, or the output folder of a training
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
    checkSameVocabulary(checkpoint, prepared);
    int batchSize = UnrollConfig.ofJson(checkpoint.configuration()).train().batchSizePerWorker();
    LanguageMetrics counts;
    try (SplitEvaluation evaluation =
        new SplitEvaluation(spark, prepared, split, checkpoint.configuration(), batchSize)) {
      counts = evaluation.evaluate(checkpoint.model().values());
    }
    if (counts.tokens() == 0) {
      throw new BadDataException(
          "expected windows in the " + split.label() + " split, found none in " + data);
    }
    return EvaluationReport.of(split, counts, prepared.manifest());
  }

  private static void checkSameVocabulary(Checkpoint checkpoint, PreparedData prepared) {
    Vocabulary ofModel = checkpoint.vocabulary();
    Vocabulary ofData = prepared.vocabulary();
    if (ofModel.tokens().equals(ofData.tokens())) {
      return;
    }
    throw new BadDataException(
        "expected data with the model's vocabulary of "
            + ofModel.size()
            + " tokens ("
            + checkpoint.path()
            + "), found another of "
            + ofData.size()
            + " tokens in "
            + prepared.folder());
  }
}
