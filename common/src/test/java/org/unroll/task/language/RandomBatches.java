package org.unroll.task.language;

import org.unroll.math.Seeds;
import org.unroll.nn.output.OutputLayer;

/** Batches of random ids for tests. */
final class RandomBatches {

  private RandomBatches() {}

  /**
   * A batch in which every second stream begins a sequence, and the last stream ends in padding
   * where there are several.
   */
  static TokenBatch of(int vocabularySize, int timeSteps, int batchSize, long seed) {
    TokenBatch batch = new TokenBatch(timeSteps, batchSize);
    for (int row = 0; row < batch.inputs.length; row++) {
      boolean padding =
          row % batchSize == batchSize - 1 && batchSize > 1 && row / batchSize >= timeSteps / 2;
      batch.inputs[row] = padding ? 0 : id(seed, 2 * row, vocabularySize);
      batch.targets[row] = padding ? OutputLayer.NO_TARGET : id(seed, 2 * row + 1, vocabularySize);
    }
    for (int stream = 0; stream < batchSize; stream += 2) {
      batch.startsSequence[stream] = true;
    }
    return batch;
  }

  private static int id(long seed, int index, int vocabularySize) {
    return 1 + (int) Long.remainderUnsigned(Seeds.at(seed, index), vocabularySize - 1);
  }
}
