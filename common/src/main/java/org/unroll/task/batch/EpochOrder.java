package org.unroll.task.batch;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The order of the present epoch, made once for all its mini-batches. */
public final class EpochOrder {

  private @Nullable Object examples;
  private int batchSize;
  private long seed;
  private @Nullable BatchOrder order;

  /** The shuffled order of some examples; their lengths decide which share a mini-batch. */
  public BatchOrder of(RaggedInts ofExamples, int ofBatchSize, long ofSeed) {
    return of(ofExamples, RaggedInts::lengths, ofBatchSize, ofSeed);
  }

  /**
   * The shuffled order of some examples.
   *
   * @param lengths computes those that decide which examples share a mini-batch, (N)
   */
  public <E> BatchOrder of(
      E ofExamples, Function<? super E, int[]> lengths, int ofBatchSize, long ofSeed) {
    BatchOrder known = order;
    if (known != null && examples == ofExamples && batchSize == ofBatchSize && seed == ofSeed) {
      return known;
    }
    BatchOrder made = BatchOrder.shuffled(lengths.apply(ofExamples), ofBatchSize, ofSeed);
    examples = ofExamples;
    batchSize = ofBatchSize;
    seed = ofSeed;
    order = made;
    return made;
  }
}
