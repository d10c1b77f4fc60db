package org.unroll.task.translation;

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

/** Translation of sentences. */
public final class TranslationTask implements Task<PairShard> {

  /** The name of the task. */
  public static final String NAME = "translation";

  private static final long serialVersionUID = 1L;

  private final TranslationConfig model;
  private final TranslationShape shape;
  private final SearchConfig search;
  private final TargetText text;

  /** Not needed where networks are made, so it does not travel. */
  private final transient Map<String, String> files;

  /**
   * A task.
   *
   * @param search how an evaluation looks for translations
   * @param text makes texts of the target's tokens, for the scores of an evaluation
   * @param files the vocabularies, by name
   */
  public TranslationTask(
      TranslationConfig model,
      TranslationShape shape,
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
  public TranslationConfig model() {
    return model;
  }

  /** What the model's shape depends on in its data. */
  public TranslationShape shape() {
    return shape;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorLayout layout() {
    return TranslationModel.layout(model, shape);
  }

  @Override
  public float[] initialValues(long seed) {
    return Initializer.values(layout(), model.initial(), seed);
  }

  @Override
  public TranslationNetwork newNetwork(int batchSize) {
    return new TranslationNetwork(model, shape, search, text, batchSize);
  }

  @Override
  public Metrics newMetrics() {
    return new TranslationMetrics();
  }

  /** BLEU still rises when the perplexity of a small training split has begun to. */
  @Override
  public Objective objective() {
    return new ScoreObjective(
        TranslationMetrics.BLEU, "tokens", StrictMath.log(shape.targetTokens()));
  }

  @Override
  public Map<String, String> files() {
    return files;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TranslationTask task
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
