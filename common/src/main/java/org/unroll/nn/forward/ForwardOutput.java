package org.unroll.nn.forward;

/**
 * The output layer of a network that only predicts: from hidden states to the scores of all words,
 * without targets. It holds weights alone, so threads may share it.
 */
public sealed interface ForwardOutput extends AutoCloseable
    permits ForwardSoftmax, ForwardAdaptiveSoftmax {

  /** The memory of one call in progress. */
  final class Workspace {

    final float[] exponentials; // (V)
    final float[] head; // (R, C), the classes of an adaptive softmax's head
    final float[] projected; // (R, K), what its clusters see of the hidden states

    Workspace(int rows, int vocabularySize, int headClasses, int projectedSize) {
      exponentials = new float[vocabularySize];
      head = new float[rows * headClasses];
      projected = new float[rows * projectedSize];
    }

    long bytes() {
      return (long) (exponentials.length + head.length + projected.length) * Float.BYTES;
    }
  }

  /**
   * A workspace for one thread at a time.
   *
   * @param rows R, the most that are computed at once
   */
  Workspace newWorkspace(int rows);

  /** The bytes of a workspace of {@link ForwardWorkspace#MAX_ROWS} rows. */
  long workspaceBytes();

  /**
   * Computes the scores of all words: {@code log p(w) = scores[w] - logSumExp}.
   *
   * @param rows at most as many as the workspace has
   * @param hidden (rows, H), row r from {@code offset + r * stride}
   * @param scores receives (rows, V)
   * @param logSumExp receives (rows)
   */
  void scores(
      int rows,
      float[] hidden,
      int offset,
      int stride,
      float[] scores,
      double[] logSumExp,
      Workspace workspace);

  /** The bytes of the weights. */
  long bytes();

  /** Frees memory off the heap, if there is any. */
  @Override
  void close();
}
