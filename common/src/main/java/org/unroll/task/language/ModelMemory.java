package org.unroll.task.language;

import org.unroll.nn.StackConfig;

/**
 * The memory of a language model in training, in floats of 4 bytes, on the heap and off it. With P
 * parameters, N = T * B rows, I what the first layer reads, L layers of G gates and H units, and V
 * words:
 *
 * <pre>
 * parameters and gradient                                   2 P
 * input, and the gradient on its way down                   N (I + max(I, H))
 * each layer: pre-activations, gates, h, c and the like     N H (2 G + 4)
 * dropout above 0: masks and results, L + 1 times           2 N max(I, H)
 * recurrent dropout above 0: results, each layer            N H
 * softmax                                                   N (V + H)
 * adaptive softmax                                          as its shape says
 * recurrent weights in the order of the kernels             L G H H
 * </pre>
 */
public final class ModelMemory {

  private ModelMemory() {}

  /**
   * The number of bytes for batches of T x B, without making the model.
   *
   * @throws org.unroll.errors.ConfigurationException if the configuration does not fit the
   *     vocabulary
   */
  public static long bytes(ModelConfig config, int vocabularySize, int timeSteps, int batchSize) {
    return Float.BYTES
        * (made(config, vocabularySize, timeSteps, batchSize) + packed(config.stack()));
  }

  /** The floats of a model that was not used yet: all but those of {@link #packed}. */
  static long made(ModelConfig config, int vocabularySize, int timeSteps, int batchSize) {
    long rows = (long) timeSteps * batchSize;
    long layers = config.stack().layers();
    long hidden = config.stack().hiddenSize();
    long read = config.input().size(vocabularySize);
    long widest = Math.max(read, hidden);
    long dropout = config.dropout().probability() > 0 ? (layers + 1) * 2 * rows * widest : 0;
    long recurrentDropout = config.dropout().recurrent() > 0 ? layers * rows * hidden : 0;
    return 2L * LanguageModel.layout(config, vocabularySize).size()
        + rows * (read + widest)
        + layers * rows * hidden * (2L * config.stack().gates() + 4)
        + dropout
        + recurrentDropout
        + output(config, vocabularySize, rows);
  }

  private static long output(ModelConfig config, int vocabularySize, long rows) {
    return switch (config.output().kind(vocabularySize)) {
      case SOFTMAX -> rows * (vocabularySize + config.stack().hiddenSize());
      case ADAPTIVE -> LanguageModel.adaptiveShape(config, vocabularySize).workspace(rows);
      case AUTO -> throw new IllegalStateException("decided by now");
    };
  }

  /** The floats that are allocated with the first use. */
  private static long packed(StackConfig stack) {
    long hidden = stack.hiddenSize();
    return (long) stack.layers() * stack.gates() * hidden * hidden;
  }
}
