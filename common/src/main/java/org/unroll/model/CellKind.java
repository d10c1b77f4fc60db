package org.unroll.model;

/** The kinds of {@code model.cell}. */
public enum CellKind {
  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates: Gers et al. 2000).
   */
  LSTM
}
