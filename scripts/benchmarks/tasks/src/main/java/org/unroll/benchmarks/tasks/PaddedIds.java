package org.unroll.benchmarks.tasks;

import org.bytedeco.pytorch.Tensor;
import org.unroll.benchmarks.pytorch.TorchSequences;
import org.unroll.task.batch.RaggedInts;

/**
 * The sequences of a mini-batch side by side, time first, with 0 past their ends.
 *
 * @param ids {@code (T, B)}, T being the length of the longest
 * @param lengths (B)
 */
record PaddedIds(int[] ids, int[] lengths) {

  /**
   * Reads some rows.
   *
   * @param maxLength of a longer row the first ids count
   * @throws IllegalArgumentException if one is empty, for PyTorch packs no empty sequences
   */
  static PaddedIds of(RaggedInts rows, int[] batch, int maxLength) {
    int[] lengths = new int[batch.length];
    for (int b = 0; b < batch.length; b++) {
      lengths[b] = Math.min(maxLength, rows.length(batch[b]));
      if (lengths[b] == 0) {
        throw new IllegalArgumentException(
            "expected sequences of at least one id, found none in example " + batch[b]);
      }
    }
    int[] ids = new int[TorchSequences.longest(lengths) * batch.length];
    for (int b = 0; b < batch.length; b++) {
      for (int step = 0; step < lengths[b]; step++) {
        ids[step * batch.length + b] = rows.get(batch[b], step);
      }
    }
    return new PaddedIds(ids, lengths);
  }

  int timeSteps() {
    return ids.length / lengths.length;
  }

  Tensor tensor() {
    return TorchSequences.ids(ids, timeSteps(), lengths.length);
  }
}
