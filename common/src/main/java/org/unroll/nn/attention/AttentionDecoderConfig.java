package org.unroll.nn.attention;

import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;

/**
 * The shape of a decoder with attention.
 *
 * @param cell the recurrent cell
 * @param inputSize E, the width of what it reads in each step
 * @param hiddenSize H
 * @param sourceSize C, the width of the vectors that it attends to
 * @param attentionSize N, the units that compare a state with a vector
 * @param outputSize A, the width of its output
 * @param inputFeeding whether the output of a step is read by the next, besides its input (Luong et
 *     al. 2015)
 * @param dropout which connections are dropped in training
 */
public record AttentionDecoderConfig(
    CellKind cell,
    int inputSize,
    int hiddenSize,
    int sourceSize,
    int attentionSize,
    int outputSize,
    InputFeeding inputFeeding,
    DropoutConfig dropout) {

  /** Whether a step reads the output of the one before. */
  public enum InputFeeding {
    /** It reads its input alone. */
    OFF,
    /** It reads the output of the step before, too. */
    ON
  }

  /** The width of what the cell reads, E or E + A. */
  public int cellInputSize() {
    return inputSize + feedSize();
  }

  /** The width of what is fed, A or 0. */
  public int feedSize() {
    return switch (inputFeeding) {
      case OFF -> 0;
      case ON -> outputSize;
    };
  }
}
