package org.unroll.benchmarks.parity;

import org.unroll.benchmarks.pytorch.TorchCell;
import org.unroll.benchmarks.pytorch.TorchInput;
import org.unroll.benchmarks.pytorch.TorchNetwork;
import org.unroll.benchmarks.pytorch.TorchShape;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.output.OutputConfig;
import org.unroll.task.language.ModelConfig;
import org.unroll.tensor.TensorLayout;






import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** PyTorch's network of the same structure as a model of Unroll's, with the same parameters. */
public final class Twin {

  private Twin() {}

  /**
   * Makes the twin of a model.
   *
   * @param direction whether the layers read one way or both
   * @param layout of the model's parameters
   * @param parameters in the order of the layout
   * @throws IllegalArgumentException if PyTorch has no such cell
   */
  public static TorchNetwork of(
      ModelConfig config,
      RecurrentConfig.Direction direction,
      int vocabularySize,
      int batchSize,
      TensorLayout layout,
      float[] parameters) {
    TorchNetwork network = new TorchNetwork(shape(config, direction, vocabularySize), batchSize);
    for (String name : network.parameterNames()) {
      TensorLayout.Slot slot = layout.slot(name);
      network.setParameter(
          name, Arrays.copyOfRange(parameters, slot.offset(), slot.offset() + slot.size()));
    }
    return network;
  }

  private static TorchShape shape(ModelConfig config, RecurrentConfig.Direction direction, int vocabularySize) {
    return new TorchShape(
        cell(config.stack().cell())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "expected a cell that PyTorch has, found " + config.stack().cell())),
        config.stack().layers(),
        direction == RecurrentConfig.Direction.BIDIRECTIONAL,
        vocabularySize,
        switch (config.input().kind()) {
          case EMBEDDING -> TorchInput.EMBEDDING;
          case ONE_HOT -> TorchInput.ONE_HOT;
        },
        config.input().embeddingSize(),
        config.stack().hiddenSize(),
        config.output().kind(vocabularySize) == OutputConfig.Kind.ADAPTIVE
            ? config.output().cutoffs()
            : List.of(),
        config.dropout().probability());
  }

  /** PyTorch's cell of the same arithmetic. */
  public static Optional<TorchCell> cell(CellKind cell) {
    return switch (cell) {
      case LSTM -> Optional.of(TorchCell.LSTM);
      case GRU -> Optional.of(TorchCell.GRU);
      case RNN_TANH -> Optional.of(TorchCell.RNN_TANH);
      case RNN_RELU -> Optional.of(TorchCell.RNN_RELU);
      case GRU_RESET_BEFORE -> Optional.empty(); // PyTorch has no such form
    };
  }
}
