package org.unroll.benchmarks.pytorch;

/** PyTorch's recurrent modules: nn.LSTM, nn.GRU, and nn.RNN with either non-linearity. */
public enum TorchCell {
  LSTM,
  GRU,
  RNN_TANH,
  RNN_RELU;

  /** How many tensors of shape {@code (L * directions, B, H)} the cell carries. */
  int states() {
    return this == LSTM ? 2 : 1;
  }
}
