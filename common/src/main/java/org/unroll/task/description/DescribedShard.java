package org.unroll.task.description;

import java.util.Arrays;
import java.util.List;
import org.unroll.task.Examples;
import org.unroll.task.batch.RaggedInts;

/**
 * The items of one shard, each a vector of features with one or more descriptions, as ids without
 * {@code <eos>}. Each description is an example to learn from; in an evaluation an item is
 * described once, and compared with all of its descriptions.
 */
public final class DescribedShard implements Examples {

  private static final long serialVersionUID = 1L;

  private final float[] features; // (items, F)
  private final int featureCount; // F
  private final RaggedInts texts; // (N, tokens), those of one item after the other
  private final int[] items; // (N): of each text, its item

  private DescribedShard(float[] features, int featureCount, RaggedInts texts, int[] items) {
    this.features = features;
    this.featureCount = featureCount;
    this.texts = texts;
    this.items = items;
  }

  /** N, the number of descriptions. */
  @Override
  public int size() {
    return items.length;
  }

  /** The number of items. */
  int items() {
    return featureCount == 0 ? 0 : features.length / featureCount;
  }

  /** The descriptions of all items. */
  RaggedInts texts() {
    return texts;
  }

  /** The item that a description belongs to. */
  int item(int text) {
    return items[text];
  }

  /** Copies the features of an item, (F). */
  void copyFeatures(int item, float[] target, int offset) {
    System.arraycopy(features, item * featureCount, target, offset, featureCount);
  }

  /** A builder that takes one item after the other. */
  public static final class Builder {

    private final int featureCount;
    private final RaggedInts.Builder texts = new RaggedInts.Builder();
    private float[] features = new float[256];
    private int[] items = new int[16];
    private int itemCount;
    private int textCount;

    /** A builder of items with F features each. */
    public Builder(int featureCount) {
      this.featureCount = featureCount;
    }

    /**
     * Adds an item.
     *
     * @param itemFeatures (F)
     * @param descriptions at least one
     */
    public Builder add(float[] itemFeatures, List<int[]> descriptions) {
      if (itemFeatures.length != featureCount) {
        throw new IllegalArgumentException(
            "expected " + featureCount + " features, found " + itemFeatures.length);
      }
      if (descriptions.isEmpty()) {
        throw new IllegalArgumentException("expected at least one description, found none");
      }
      int end = Math.multiplyExact(itemCount + 1, featureCount);
      if (end > features.length) {
        features = Arrays.copyOf(features, Math.max(end, features.length + features.length / 2));
      }
      System.arraycopy(itemFeatures, 0, features, itemCount * featureCount, featureCount);
      for (int[] description : descriptions) {
        texts.add(description);
        if (textCount == items.length) {
          items = Arrays.copyOf(items, 2 * textCount);
        }
        items[textCount++] = itemCount;
      }
      itemCount++;
      return this;
    }

    /** Builds the shard. */
    public DescribedShard build() {
      return new DescribedShard(
          Arrays.copyOf(features, itemCount * featureCount),
          featureCount,
          texts.build(),
          Arrays.copyOf(items, textCount));
    }
  }
}
