package org.unroll.nn.forward;

/**
 * One step of a recurrent cell, which keeps nothing that a backward pass would need. The equations
 * stand with the cells of the same name in {@link org.unroll.nn.cell}.
 */
sealed interface ForwardCell extends AutoCloseable
    permits ForwardElmanCell, ForwardGruCell, ForwardLstmCell, ForwardResetBeforeGruCell {

  /** S, the vectors of H values that are carried: h, and c of an LSTM. */
  default int states() {
    return 1;
  }

  /**
   * Takes one step of some rows, from {@code before} to {@code after}.
   *
   * @param firstRow of {@code pre}, which has the input's share of the pre-activations, all biases
   *     included that can be added beforehand; overwritten
   */
  void step(int firstRow, int rows, ForwardWorkspace workspace);

  /** The bytes of the recurrent weights. */
  long bytes();

  @Override
  void close();
}
