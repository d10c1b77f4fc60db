package org.unroll.task.description;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unroll.nn.Initializer;
import org.unroll.task.Metrics;
import org.unroll.task.Objective;
import org.unroll.task.Task;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.score.ScoreObjective;
import org.unroll.tensor.TensorLayout;

/** Description of feature vectors by texts. */
public final class DescriptionTask implements Task<DescribedShard> {

  /** The name of the task. */
  public static final String NAME = "description";

  private static final long serialVersionUID = 1L;

  private final DescriptionConfig model;
  private final DescriptionShape shape;
  private final SearchConfig search;
  private final TargetText text;

  /** Not needed where networks are made, so it does not travel. */
  private final transient Map<String, String> files;

  /**
   * A task.
   *
   * @param search how an evaluation looks for descriptions
   * @param text makes texts of tokens, for the scores of an evaluation
   * @param files the vocabulary, by name
   */
  public DescriptionTask(
      DescriptionConfig model,
      DescriptionShape shape,
      SearchConfig search,
      TargetText text,
      Map<String, String> files) {
    this.model = model;
    this.shape = shape;
    this.search = search;
    this.text = text;
    this.files = Map.copyOf(files);
  }

  /** The shape of the model. */
  public DescriptionConfig model() {
    return model;
  }

  /** What the model's shape depends on in its data. */
  public DescriptionShape shape() {
    return shape;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorLayout layout() {
    return DescriptionModel.layout(model, shape);
  }

  @Override
  public float[] initialValues(long seed) {
    return Initializer.values(layout(), model.initial(), seed);
  }

  @Override
  public DescriptionNetwork newNetwork(int batchSize) {
    return new DescriptionNetwork(model, shape, search, text, batchSize);
  }

  @Override
  public Metrics newMetrics() {
    return new DescriptionMetrics();
  }

  /** BLEU-4 still rises when the perplexity of a small training split has begun to. */
  @Override
  public Objective objective() {
    return new ScoreObjective(DescriptionMetrics.BLEU4, "tokens", StrictMath.log(shape.tokens()));
  }

  @Override
  public Map<String, String> files() {
    return files;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DescriptionTask task
        && model.equals(task.model)
        && shape.equals(task.shape)
        && search.equals(task.search)
        && text.equals(task.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, shape, search, text);
  }
}
