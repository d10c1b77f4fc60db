package org.unroll.task.batch;

import org.jspecify.annotations.Nullable;

/** The order of the present epoch, made once for all its mini-batches. */
public final class EpochOrder {

  private @Nullable RaggedInts examples;
  private int batchSize;
  private long seed;
  private @Nullable BatchOrder order;

  /** The shuffled order of some examples; their lengths decide which share a mini-batch. */
  public BatchOrder of(RaggedInts ofExamples, int ofBatchSize, long ofSeed) {
    BatchOrder known = order;
    if (known != null && examples == ofExamples && batchSize == ofBatchSize && seed == ofSeed) {
      return known;
    }
    BatchOrder made = BatchOrder.shuffled(ofExamples.lengths(), ofBatchSize, ofSeed);
    examples = ofExamples;
    batchSize = ofBatchSize;
    seed = ofSeed;
    order = made;
    return made;
  }
}
