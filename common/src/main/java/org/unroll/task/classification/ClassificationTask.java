package org.unroll.task.classification;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unroll.nn.Initializer;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.task.Task;
import org.unroll.task.score.ScoreObjective;
import org.unroll.tensor.TensorLayout;

/** Classification of texts or of feature vectors. */
public final class ClassificationTask implements Task<LabelledShard> {

  /** The name of the task. */
  public static final String NAME = "classification";

  private static final long serialVersionUID = 1L;

  private final ClassificationConfig model;
  private final int timeSteps;
  private final float[] classWeights; // (K)

  /** Not needed where networks are made, so it does not travel. */
  private final transient Map<String, String> files;

  /**
   * A task.
   *
   * @param timeSteps T, of texts; of a longer one the first T tokens count
   * @param classWeights the factor of an example's loss by its label, (K); of no effect where
   *     several labels can apply
   * @param files the vocabulary and the labels, by name
   */
  public ClassificationTask(
      ClassificationConfig model, int timeSteps, float[] classWeights, Map<String, String> files) {
    this.model = model;
    this.timeSteps = timeSteps;
    this.classWeights = classWeights.clone();
    this.files = Map.copyOf(files);
  }

  /** The shape of the model. */
  public ClassificationConfig model() {
    return model;
  }

  /** T; of a longer text the first T tokens count. */
  public int timeSteps() {
    return timeSteps;
  }

  /** The factor of an example's loss by its label, (K). */
  public float[] classWeights() {
    return classWeights.clone();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorLayout layout() {
    return Classifier.layout(model);
  }

  @Override
  public List<List<String>> layers() {
    return model.encoder().layers();
  }

  @Override
  public float[] initialValues(long seed) {
    return Initializer.values(layout(), model.initial(), seed);
  }

  @Override
  public ClassificationNetwork newNetwork(int batchSize) {
    return new ClassificationNetwork(
        model, new Classifier(model, timeSteps, batchSize, classWeights));
  }

  @Override
  public Metrics newMetrics() {
    return new ClassificationMetrics(model.labels());
  }

  @Override
  public Objective objective() {
    return new ScoreObjective(
        ClassificationMetrics.ACCURACY,
        "examples",
        switch (model.choice()) {
          case SINGLE -> StrictMath.log(model.labels());
          case MULTIPLE -> model.labels() * StrictMath.log(2);
        });
  }

  @Override
  public Map<String, String> files() {
    return files;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClassificationTask task
        && model.equals(task.model)
        && timeSteps == task.timeSteps
        && Arrays.equals(classWeights, task.classWeights);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, timeSteps, Arrays.hashCode(classWeights));
  }
}
