package org.unroll.benchmarks.parity;

import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;


import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent layers that both sides can have, compared on sequences of different lengths that begin
 * with states of their own; the sizes are such that no vector length divides them.
 *
 * @param cell the recurrent cell
 * @param direction whether the layers read one way or both
 * @param layers L
 */
record StackSubject(CellKind cell, RecurrentConfig.Direction direction, int layers) {

  static final int TIME_STEPS = 13;
  static final int BATCH_SIZE = 7;
  static final int INPUTS = 37;
  static final int UNITS = 61;
  private static final int[] LENGTHS = {13, 4, 1, 9, 13, 6, 11};

  /** Each cell that PyTorch has, too, in one and two layers, one way and both. */
  static List<StackSubject> all() {
    List<StackSubject> all = new ArrayList<>();
    for (CellKind cell : CellKind.values()) {
      if (Twin.cell(cell).isPresent()) {
        for (RecurrentConfig.Direction direction : RecurrentConfig.Direction.values()) {
          all.add(new StackSubject(cell, direction, 1));
          all.add(new StackSubject(cell, direction, 2));
        }
      }
    }
    return all;
  }

  RecurrentConfig config() {
    return new RecurrentConfig(
        new StackConfig(cell, layers, UNITS, true), INPUTS, direction, DropoutConfig.NONE);
  }

  int[] lengths() {
    return LENGTHS.clone();
  }

  /** S. */
  int states() {
    return cell == CellKind.LSTM ? 2 : 1;
  }

  @Override
  public String toString() {
    return cell
        + ", "
        + layers
        + (layers == 1 ? " layer, " : " layers, ")
        + (direction == RecurrentConfig.Direction.BIDIRECTIONAL ? "both ways, " : "")
        + "packed";
  }
}
