package org.unroll.task.classification;

import org.unroll.task.Examples;
import org.unroll.task.Padding;
import org.unroll.task.batch.BatchOrder;
import org.unroll.task.batch.RaggedInts;

/**
 * The labelled examples of one shard. An example has the tokens of a text, or features; the other
 * is empty.
 */
public final class LabelledShard implements Examples {

  private static final long serialVersionUID = 1L;

  private final RaggedInts tokens; // (N, length of the text)
  private final float[] features; // (N, I)
  private final int featureCount;
  private final RaggedInts labels; // (N, labels that apply)

  private LabelledShard(RaggedInts tokens, float[] features, int featureCount, RaggedInts labels) {
    this.tokens = tokens;
    this.features = features;
    this.featureCount = featureCount;
    this.labels = labels;
  }

  /**
   * Examples that are texts.
   *
   * @param tokens the ids of each text
   * @param labels those that apply to each text
   */
  public static LabelledShard ofTexts(RaggedInts tokens, RaggedInts labels) {
    checkSize(tokens.size(), labels);
    return new LabelledShard(tokens, new float[0], 0, labels);
  }

  /**
   * Examples that are vectors.
   *
   * @param features (N, I), row-major
   * @param labels those that apply to each vector
   */
  public static LabelledShard ofVectors(float[] features, int featureCount, RaggedInts labels) {
    checkSize(features.length / featureCount, labels);
    RaggedInts.Builder noTokens = new RaggedInts.Builder();
    for (int i = 0; i < labels.size(); i++) {
      noTokens.add();
    }
    return new LabelledShard(noTokens.build(), features, featureCount, labels);
  }

  private static void checkSize(int examples, RaggedInts labels) {
    if (examples != labels.size()) {
      throw new IllegalArgumentException(
          "expected labels of " + examples + " examples, found " + labels.size());
    }
  }

  @Override
  public int size() {
    return labels.size();
  }

  @Override
  public Padding padding(int batchSize, long seed) {
    int[] lengths = tokens.lengths();
    return BatchOrder.shuffled(lengths, batchSize, seed).padding(lengths);
  }

  /** The ids of each text; empty rows where the examples are vectors. */
  public RaggedInts tokens() {
    return tokens;
  }

  /** The labels that apply to each example. */
  public RaggedInts labels() {
    return labels;
  }

  /** Copies the features of an example, (I), to {@code target}. */
  public void copyFeatures(int example, float[] target, int offset) {
    System.arraycopy(features, example * featureCount, target, offset, featureCount);
  }
}
