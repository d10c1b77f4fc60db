package org.unroll.task.language;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.task.Task;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;

/** Language modelling over windows of a text: the lecture's many to many, shifted by one. */
public final class LanguageTask implements Task<WindowShard> {

  /** The name of the task. */
  public static final String NAME = "language";

  private static final long serialVersionUID = 1L;

  private final ModelConfig model;
  private final int vocabularySize;
  private final int timeSteps;

  /** Not needed where networks are made, so it does not travel. */
  private final transient Map<String, String> files;

  /**
   * A task.
   *
   * @param vocabularySize V
   * @param timeSteps T, the length of a window less one
   * @param files the vocabulary and tokenizer of the model, by name
   */
  public LanguageTask(
      ModelConfig model, int vocabularySize, int timeSteps, Map<String, String> files) {
    this.model = model;
    this.vocabularySize = vocabularySize;
    this.timeSteps = timeSteps;
    this.files = Map.copyOf(files);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorLayout layout() {
    return LanguageModel.layout(model, vocabularySize);
  }

  @Override
  public List<List<String>> layers() {
    return LanguageModel.layers(model, vocabularySize);
  }

  @Override
  public float[] initialValues(long seed) {
    TensorLayout layout = layout();
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, model, seed);
    return values;
  }

  @Override
  public LanguageNetwork newNetwork(int batchSize) {
    return new LanguageNetwork(new LanguageModel(model, vocabularySize, timeSteps, batchSize));
  }

  /**
   * Makes a model that only predicts.
   *
   * @param values of all parameters, in layout order; not needed after that
   */
  public ForwardLanguageModel newForwardModel(float[] values) {
    return new ForwardLanguageModel(
        model, vocabularySize, new TensorBlock(layout(), values, Map.of()));
  }

  @Override
  public Metrics newMetrics() {
    return new LanguageMetrics();
  }

  @Override
  public Objective objective() {
    return new LanguageObjective(vocabularySize);
  }

  @Override
  public Map<String, String> files() {
    return files;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LanguageTask task
        && model.equals(task.model)
        && vocabularySize == task.vocabularySize
        && timeSteps == task.timeSteps;
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, vocabularySize, timeSteps);
  }
}
