package org.unroll.nn.cell;

/** The recurrent cells: the values of {@code model.cell}. */
public enum CellKind {
  /** Elman's network with tanh units (Elman 1990). */
  RNN_TANH,
  /** Elman's network with rectified linear units. */
  RNN_RELU,
  /**
   * Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates: Gers et al. 2000).
   */
  LSTM,
  /** Gated recurrent unit, reset gate after the recurrent product, as PyTorch and cuDNN have it. */
  GRU,
  /** Gated recurrent unit, reset gate before the recurrent product (Cho et al. 2014). */
  GRU_RESET_BEFORE
}
