package org.unroll.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The layers of a {@link RecurrentStack} over their tensors in a model's blocks, which go by
 * PyTorch's names.
 */
final class LayerFactory implements AutoCloseable {

  private final RecurrentConfig config;
  private final String prefix;
  private final CellShape shape;
  private final Parameters parameters;
  private final Gradient gradient;
  private final OffHeapFloats noBias; // biases that the model does not have, and their gradient

  LayerFactory(
      RecurrentConfig config,
      String prefix,
      CellShape shape,
      Parameters parameters,
      Gradient gradient) {
    this.config = config;
    this.prefix = prefix;
    this.shape = shape;
    this.parameters = parameters;
    this.gradient = gradient;
    this.noBias = new OffHeapFloats(config.stack().recurrentBias() ? 0 : 2 * gateSize(config));
  }

  /** Adds the tensors of all layers, in PyTorch's order. */
  static void addTo(TensorLayout.Builder layout, String prefix, RecurrentConfig config) {
    for (int layer = 0; layer < config.stack().layers(); layer++) {
      addTo(layout, prefix, config, layer);
    }
  }

  private static void addTo(
      TensorLayout.Builder layout, String prefix, RecurrentConfig config, int layer) {
    int gates = gateSize(config);
    for (String suffix : suffixes(config, layer)) {
      layout.add(prefix + "weight_ih" + suffix, gates, config.inputSize(layer));
      layout.add(prefix + "weight_hh" + suffix, gates, config.stack().hiddenSize());
      layout.add(prefix + "bias_ih" + suffix, gates);
      if (config.stack().recurrentBias()) {
        layout.add(prefix + "bias_hh" + suffix, gates);
      }
    }
  }

  /** The names of the tensors that {@link #addTo} adds, layer by layer. */
  static List<List<String>> names(String prefix, RecurrentConfig config) {
    List<List<String>> names = new ArrayList<>();
    for (int layer = 0; layer < config.stack().layers(); layer++) {
      TensorLayout.Builder one = TensorLayout.builder();
      addTo(one, prefix, config, layer);
      names.add(List.copyOf(one.build().names()));
    }
    return names;
  }

  private static int gateSize(RecurrentConfig config) {
    return config.stack().gates() * config.stack().hiddenSize();
  }

  private static String[] suffixes(RecurrentConfig config, int layer) {
    String forward = "_l" + layer;
    return switch (config.direction()) {
      case FORWARD -> new String[] {forward};
      case BIDIRECTIONAL -> new String[] {forward, forward + "_reverse"};
    };
  }

  /** A layer, counted from 0 at the input; its weights are in use as long as this is open. */
  SequenceLayer layer(int layer) {
    RecurrentLayer[] made =
        Arrays.stream(suffixes(config, layer)).map(this::layer).toArray(RecurrentLayer[]::new);
    return switch (config.direction()) {
      case FORWARD -> made[0];
      case BIDIRECTIONAL ->
          new BidirectionalLayer(shape, config.inputSize(layer), made[0], made[1]);
    };
  }

  private RecurrentLayer layer(String suffix) {
    LinearWeights recurrent = recurrentWeights(suffix);
    RecurrentCell cell = RecurrentCell.of(config.stack().cell(), shape, recurrent);
    LinearWeights input =
        LinearWeights.of(
            parameters, gradient, prefix + "weight_ih" + suffix, prefix + "bias_ih" + suffix);
    return new RecurrentLayer(shape, cell, input, config.dropout().recurrent());
  }

  private LinearWeights recurrentWeights(String suffix) {
    String weight = prefix + "weight_hh" + suffix;
    if (config.stack().recurrentBias()) {
      return LinearWeights.of(parameters, gradient, weight, prefix + "bias_hh" + suffix);
    }
    int gates = gateSize(config);
    return new LinearWeights(
        parameters.matrix(weight),
        noBias.slice(0, gates),
        gradient.matrix(weight),
        noBias.slice(gates, gates));
  }

  @Override
  public void close() {
    noBias.close();
  }
}
