package org.unroll.model;

/**
 * What a language model in training takes, in floats of 4 bytes, on the heap and off it together.
 * With P parameters, N = T * B rows, I what the first layer reads, L layers of G gates and H units,
 * and V words:
 *
 * <pre>
 * parameters and gradient                                   2 P
 * input, and the gradient on its way down                   N (I + max(I, H))
 * each layer: pre-activations, gates, h, c and the like     N H (2 G + 4)
 * dropout above 0: masks and results, L + 1 times           2 N max(I, H)
 * recurrent dropout above 0: results, each layer            N H
 * softmax                                                   N (V + H)
 * adaptive softmax                                          as its shape says
 * recurrent weights in the order of the kernels             2 L G H H
 * </pre>
 */
public final class ModelMemory {

  private ModelMemory() {}

  /**
   * Bytes for batches of T x B, before there is a model.
   *
   * @throws org.unroll.errors.ConfigurationException if the configuration does not fit the
   *     vocabulary
   */
  public static long bytes(ModelConfig config, int vocabularySize, int timeSteps, int streams) {
    return Float.BYTES
        * (made(config, vocabularySize, timeSteps, streams)
            + packed(config.recurrent(vocabularySize)));
  }

  /** Floats of a model that was not used yet: all but those of {@link #packed}. */
  static long made(ModelConfig config, int vocabularySize, int timeSteps, int streams) {
    RecurrentConfig recurrent = config.recurrent(vocabularySize);
    long rows = (long) timeSteps * streams;
    long layers = recurrent.layers();
    long hidden = recurrent.hiddenSize();
    long widest = Math.max(recurrent.inputSize(), hidden);
    long dropout = recurrent.dropout() > 0 ? (layers + 1) * 2 * rows * widest : 0;
    long recurrentDropout = recurrent.recurrentDropout() > 0 ? layers * rows * hidden : 0;
    return 2L * LanguageModel.layout(config, vocabularySize).size()
        + rows * (recurrent.inputSize() + widest)
        + layers * rows * hidden * (2L * recurrent.gates() + 4)
        + dropout
        + recurrentDropout
        + output(config, vocabularySize, rows);
  }

  private static long output(ModelConfig config, int vocabularySize, long rows) {
    return switch (config.output(vocabularySize)) {
      case SOFTMAX -> rows * (vocabularySize + config.hiddenSize());
      case ADAPTIVE -> LanguageModel.adaptiveShape(config, vocabularySize).workspace(rows);
      case AUTO -> throw new IllegalStateException("decided by now");
    };
  }

  /** Floats that come with the first use. */
  private static long packed(RecurrentConfig config) {
    long hidden = config.hiddenSize();
    return 2L * config.layers() * config.gates() * hidden * hidden;
  }
}
