package org.unroll.model;

import org.unroll.nn.DropoutKind;

/**
 * The shape of a stack of recurrent layers.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param inputSize I, the width of the vectors that the first layer reads
 * @param hiddenSize H, of each direction
 * @param direction one way or both
 * @param recurrentBias whether there is a bias on the recurrent product besides that on the input's
 * @param dropout the probability of dropping a connection between layers, in [0, 1)
 * @param dropoutKind whether time steps share what is dropped between layers
 * @param recurrentDropout the probability of dropping a recurrent connection, in all time steps
 *     alike, in [0, 1)
 */
public record RecurrentConfig(
    CellKind cell,
    int layers,
    int inputSize,
    int hiddenSize,
    Direction direction,
    boolean recurrentBias,
    double dropout,
    DropoutKind dropoutKind,
    double recurrentDropout) {

  /** The width of the output: H, or 2 H where both directions are read. */
  public int outputSize() {
    return switch (direction) {
      case FORWARD -> hiddenSize;
      case BIDIRECTIONAL -> 2 * hiddenSize;
    };
  }

  /** The width of what a layer reads. */
  int inputSize(int layer) {
    return layer == 0 ? inputSize : outputSize();
  }

  /** G. */
  int gates() {
    return switch (cell) {
      case RNN_TANH, RNN_RELU -> 1;
      case GRU, GRU_LECTURE -> 3;
      case LSTM -> 4;
    };
  }
}
