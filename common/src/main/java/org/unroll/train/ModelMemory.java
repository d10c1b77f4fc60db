package org.unroll.train;

import org.unroll.model.ModelConfig;
import org.unroll.nn.ParameterLayout;

/** How much memory a model in training takes, as an estimate before there is one. */
public final class ModelMemory {

  private ModelMemory() {}

  /**
   * Bytes off the heap and in scratch arrays, for batches of T x B.
   *
   * @param layout of its parameters
   * @param vocabularySize V
   */
  public static long bytes(
      ModelConfig config, ParameterLayout layout, int vocabularySize, int timeSteps, int streams) {
    long rows = (long) timeSteps * streams;
    long gates = layout.slot("rnn.bias_ih_l0").size(); // (G * H)
    long hidden = config.hiddenSize();
    long widest = Math.max(config.embeddingSize(), hidden);
    long parametersAndGradient = 2L * layout.size();
    // Recurrent weights in the order of the kernels, forward and backward; pre-activations, gates
    // and states of all steps.
    long layer = 2 * gates * hidden + rows * (2 * gates + 4 * hidden);
    long output = rows * (vocabularySize + 2 * hidden);
    return Float.BYTES
        * (parametersAndGradient + config.layers() * layer + output + 3 * rows * widest);
  }
}
