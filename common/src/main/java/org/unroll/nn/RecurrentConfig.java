package org.unroll.nn;

import org.unroll.nn.dropout.DropoutConfig;

/**
 * Recurrent layers over vectors.
 *
 * @param stack the layers
 * @param inputSize I, the width of the vectors that the first layer reads
 * @param direction one way or both
 * @param dropout which connections are dropped in training
 */
public record RecurrentConfig(
    StackConfig stack, int inputSize, Direction direction, DropoutConfig dropout) {

  /** In which order a recurrent network reads a window. */
  public enum Direction {
    /** From the first step to the last; the state can be carried to the next window. */
    FORWARD,
    /** Both ways, each with weights of its own; for windows that are seen whole. */
    BIDIRECTIONAL
  }

  /** The width of the output: H, or 2 H where both directions are read. */
  public int outputSize() {
    return switch (direction) {
      case FORWARD -> stack.hiddenSize();
      case BIDIRECTIONAL -> 2 * stack.hiddenSize();
    };
  }

  /** The width of what a layer reads. */
  int inputSize(int layer) {
    return layer == 0 ? inputSize : outputSize();
  }
}
