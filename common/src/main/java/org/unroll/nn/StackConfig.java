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

  private static final int MAX_LAYERS = 1_000;

  /** Beyond this, one matrix has more values than a model may have. */
  private static final int MAX_WIDTH = 1 << 20;

  public StackConfig {
    check("model.layers", layers, MAX_LAYERS);
    checkWidth("model.hiddenSize", hiddenSize);
  }

  /**
   * Checks the number of values in a vector.
   *
   * @param key the configuration key that sets it
   * @throws ConfigurationException if it is below 1 or beyond all use
   */
  public static void checkWidth(String key, int value) {
    check(key, value, MAX_WIDTH);
  }

  private static void check(String key, int value, int max) {
    if (value < 1 || value > max) {
      throw new ConfigurationException(
          key + " must be " + (value < 1 ? "at least 1" : "at most " + max) + ", found " + value);
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
