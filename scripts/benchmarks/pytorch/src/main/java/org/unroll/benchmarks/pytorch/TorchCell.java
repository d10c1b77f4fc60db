package org.unroll.benchmarks.pytorch;

/** PyTorch's recurrent modules: nn.LSTM, nn.GRU, and nn.RNN with either non-linearity. */
public enum TorchCell {
  LSTM,
  GRU,
  RNN_TANH,
  RNN_RELU;

  /** Returns the number of state tensors {@code (L * directions, B, H)} of the cell. */
  public int states() {
    return this == LSTM ? 2 : 1;
  }
}
