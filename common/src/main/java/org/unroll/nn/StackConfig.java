package org.unroll.nn;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.cell.CellKind;

/**
 * Recurrent layers on top of each other.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param hiddenSize H, of each direction
 * @param recurrentBias whether there is a bias on the recurrent product besides that on the
 *     input's, as in most papers
 */
public record StackConfig(CellKind cell, int layers, int hiddenSize, boolean recurrentBias)
    implements Serializable {

  public StackConfig {
    atLeastOne("model.layers", layers);
    atLeastOne("model.hiddenSize", hiddenSize);
  }

  public static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }

  /** G. */
  public int gates() {
    return switch (cell) {
      case RNN_TANH, RNN_RELU -> 1;
      case GRU, GRU_RESET_BEFORE -> 3;
      case LSTM -> 4;
    };
  }
}
