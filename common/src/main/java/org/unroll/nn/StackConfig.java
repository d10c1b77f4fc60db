package org.unroll.nn;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.cell.CellKind;

/**
 * The shape of a stack of recurrent layers.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param hiddenSize H, of each direction
 * @param recurrentBias whether the recurrent product has a bias of its own besides the input's, as
 *     in PyTorch
 */
public record StackConfig(CellKind cell, int layers, int hiddenSize, boolean recurrentBias)
    implements Serializable {

  public StackConfig {
    atLeastOne("model.layers", layers);
    atLeastOne("model.hiddenSize", hiddenSize);
  }

  /**
   * Checks the value of a configuration key.
   *
   * @throws ConfigurationException if the value is below 1
   */
  public static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }

  /** G, the number of gates of the cell. */
  public int gates() {
    return switch (cell) {
      case RNN_TANH, RNN_RELU -> 1;
      case GRU, GRU_RESET_BEFORE -> 3;
      case LSTM -> 4;
    };
  }
}
