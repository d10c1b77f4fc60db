package org.unroll.task.tagging;

import java.util.BitSet;
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

/** Tagging of the words of sentences, as for named entities. */
public final class TaggingTask implements Task<TaggedShard> {

  /** The name of the task. */
  public static final String NAME = "tagging";

  private static final long serialVersionUID = 1L;

  private final TaggingConfig model;
  private final TaggingShape shape;
  private final int timeSteps;
  private final BitSet rareWords;

  /** Not needed where networks are made, so it does not travel. */
  private final transient Map<String, String> files;

  /**
   * A task.
   *
   * @param timeSteps T; of a longer sentence the first T words count
   * @param rareWords the words that the training split has once
   * @param files the vocabularies and the tags, by name
   */
  public TaggingTask(
      TaggingConfig model,
      TaggingShape shape,
      int timeSteps,
      BitSet rareWords,
      Map<String, String> files) {
    this.model = model;
    this.shape = shape;
    this.timeSteps = timeSteps;
    this.rareWords = (BitSet) rareWords.clone();
    this.files = Map.copyOf(files);
  }

  /** The shape of the model. */
  public TaggingConfig model() {
    return model;
  }

  /** What the model's shape depends on in its data. */
  public TaggingShape shape() {
    return shape;
  }

  /** T; of a longer sentence the first T words count. */
  public int timeSteps() {
    return timeSteps;
  }

  /** The words that the training split has once. */
  public BitSet rareWords() {
    return (BitSet) rareWords.clone();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorLayout layout() {
    return Tagger.layout(model, shape);
  }

  @Override
  public List<List<String>> layers() {
    return Tagger.layers(model);
  }

  @Override
  public float[] initialValues(long seed) {
    return Initializer.values(layout(), model.initial(), seed);
  }

  @Override
  public TaggingNetwork newNetwork(int batchSize) {
    return new TaggingNetwork(
        shape.tags(), new Tagger(model, shape, timeSteps, batchSize, rareWords));
  }

  @Override
  public Metrics newMetrics() {
    return new TaggingMetrics();
  }

  @Override
  public Objective objective() {
    return new ScoreObjective(TaggingMetrics.F1, "words", StrictMath.log(shape.tags().size()));
  }

  @Override
  public Map<String, String> files() {
    return files;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TaggingTask task
        && model.equals(task.model)
        && shape.equals(task.shape)
        && timeSteps == task.timeSteps
        && rareWords.equals(task.rareWords);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, shape, timeSteps, rareWords);
  }
}
