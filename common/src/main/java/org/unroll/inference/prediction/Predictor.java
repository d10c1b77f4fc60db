package org.unroll.inference.prediction;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.errors.BadDataException;
import org.unroll.task.classification.ClassificationTask;
import org.unroll.task.description.DescriptionTask;
import org.unroll.task.tagging.TaggingTask;
import org.unroll.task.translation.TranslationTask;

/**
 * A trained model of a task with labelled data. Not for use by several threads at once.
 *
 * <pre>{@code
 * try (Predictor model = Predictor.open(new Path("model"), new Configuration())) {
 *   List<Prediction> found = model.predict(List.of(new PredictionInput.Text("A fine film .")));
 * }
 * }</pre>
 */
public interface Predictor extends AutoCloseable {

  /**
   * Opens a model.
   *
   * @param path a checkpoint, or the output folder of a training run, which stands for its best
   *     checkpoint
   * @throws BadDataException if there is none, or it is damaged, or it is a language model
   */
  static Predictor open(Path path, Configuration hadoop) {
    return of(Checkpoint.open(path, hadoop));
  }

  /**
   * The model of a checkpoint.
   *
   * @throws BadDataException if it is damaged, or a language model
   */
  static Predictor of(Checkpoint checkpoint) {
    return switch (checkpoint.provenance().task()) {
      case ClassificationTask.NAME -> new ClassificationPredictor(checkpoint);
      case TaggingTask.NAME -> new TaggingPredictor(checkpoint);
      case DescriptionTask.NAME -> new DescriptionPredictor(checkpoint);
      case TranslationTask.NAME -> new TranslationPredictor(checkpoint);
      default ->
          throw new BadDataException(
              "expected a model of a task that predicts, found one of the task %s in %s"
                  .formatted(checkpoint.provenance().task(), checkpoint.path()));
    };
  }

  /** The name of the task. */
  String task();

  /** The kind of inputs; a model of words also takes texts. */
  PredictionInput.Kind input();

  /**
   * The columns of a record from which the model predicts, as it was trained; of a feature vector
   * all columns, or one of arrays.
   */
  List<String> columns();

  /**
   * The names and types of the values of a prediction, in their order, as Spark SQL and Hive write
   * columns: {@code label STRING, probability DOUBLE}.
   */
  String schema();

  /**
   * Predicts.
   *
   * @param inputs of the kind of the model; as many as a mini-batch, and of like lengths, are best
   * @return a prediction for each, in their order
   * @throws org.unroll.errors.ConfigurationException if an input is of another kind
   */
  List<Prediction> predict(List<PredictionInput> inputs);

  /** Frees the memory off the heap. */
  @Override
  void close();
}
