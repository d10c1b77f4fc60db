package org.unroll.benchmarks.tasks;

import java.util.List;
import org.unroll.benchmarks.parity.Twin;
import org.unroll.benchmarks.pytorch.TorchCell;
import org.unroll.benchmarks.pytorch.TorchDropout;
import org.unroll.benchmarks.pytorch.TorchEncoder;
import org.unroll.benchmarks.pytorch.TorchInput;
import org.unroll.benchmarks.pytorch.TorchParameters;
import org.unroll.benchmarks.pytorch.TorchShape;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;

/** PyTorch's counterparts of Unroll's layers, from the configurations of these. */
final class TorchLayers {

  private TorchLayers() {}

  /**
   * Makes the recurrent layers of the same shape, and adds their parameters.
   *
   * @param prefix of the parameters' names
   * @throws IllegalArgumentException if PyTorch's modules have no such layers
   */
  static TorchEncoder encoder(RecurrentConfig config, TorchParameters parameters, String prefix) {
    TorchEncoder encoder = new TorchEncoder(shape(config, 1), dropout(config.dropout()));
    if (config.stack().recurrentBias()) {
      parameters.register(prefix, encoder.module());
    } else {
      parameters.registerWithoutRecurrentBias(prefix, encoder.module());
    }
    return encoder;
  }

  /**
   * The shape of recurrent layers that read vectors.
   *
   * @param vocabularySize of the embedding before them
   * @throws IllegalArgumentException if PyTorch's modules have no such layers
   */
  static TorchShape shape(RecurrentConfig config, int vocabularySize) {
    return new TorchShape(
        cell(config.stack().cell()),
        config.stack().layers(),
        config.direction() == RecurrentConfig.Direction.BIDIRECTIONAL,
        vocabularySize,
        TorchInput.EMBEDDING,
        config.inputSize(),
        config.stack().hiddenSize(),
        List.of(),
        config.stack().layers() > 1 ? config.dropout().probability() : 0);
  }

  static TorchCell cell(CellKind cell) {
    return Twin.cell(cell)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a cell that PyTorch has, found " + cell));
  }

  static TorchDropout dropout(DropoutConfig config) {
    if (config.recurrent() > 0) {
      throw new IllegalArgumentException(
          "expected model.recurrentDropout = 0, as in PyTorch's modules, found "
              + config.recurrent());
    }
    return new TorchDropout(
        config.probability(),
        switch (config.kind()) {
          case PLAIN -> TorchDropout.Mask.EACH_STEP;
          case VARIATIONAL -> TorchDropout.Mask.SHARED;
        });
  }
}
