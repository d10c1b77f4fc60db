package org.unroll.nn;

import org.unroll.nn.dropout.DropoutConfig;

/**
 * The shape of a recurrent network that reads vectors.
 *
 * @param stack the shape of the layers
 * @param inputSize I, the width of the vectors that the first layer reads
 * @param direction the order in which the layers read
 * @param dropout which connections are dropped in training
 */
public record RecurrentConfig(
    StackConfig stack, int inputSize, Direction direction, DropoutConfig dropout) {

  /** The order in which a recurrent network reads a window. */
  public enum Direction {
    /** From the first step to the last. The state can be carried to the next window. */
    FORWARD,
    /** In both directions, each with weights of its own. For windows that are seen whole. */
    BIDIRECTIONAL
  }

  /** The width of the output, D * H. */
  public int outputSize() {
    return switch (direction) {
      case FORWARD -> stack.hiddenSize();
      case BIDIRECTIONAL -> 2 * stack.hiddenSize();
    };
  }

  /** The width of a layer's input, counted from 0 at the bottom. */
  int inputSize(int layer) {
    return layer == 0 ? inputSize : outputSize();
  }
}
