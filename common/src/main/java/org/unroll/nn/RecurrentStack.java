package org.unroll.nn;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.ElmanCell;
import org.unroll.nn.cell.GruCell;
import org.unroll.nn.cell.LstmCell;
import org.unroll.nn.cell.RecurrentCell;
import org.unroll.nn.cell.ResetBeforeGruCell;
import org.unroll.nn.dropout.Dropout;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * Recurrent layers on top of each other, over vectors: the middle of every model here. Dropout
 * stands before each layer, after the last, and on the recurrent connections within.
 *
 * <p>Not for use by several threads at once.
 */
public final class RecurrentStack implements AutoCloseable {

  private static final long NOT_PREPARED = -1;

  private final RecurrentConfig config;
  private final String prefix;
  private final CellShape shape;
  private final Parameters parameters;
  private final Gradient gradient;
  private final OffHeapFloats noBias; // biases that the model does not have, and their gradient
  private final SequenceLayer[] layers;
  private final Dropout[] dropouts; // before each layer, and after the last
  private final Matrix[] inputs; // of each layer, (T * B, its width)
  private final OffHeapFloats upstreamMemory;
  private final Matrix dOutput; // (T * B, D * H), the gradient on its way down
  private final Matrix dInput; // (T * B, I), the same memory
  private long preparedForward = NOT_PREPARED; // the version of the parameters

  /**
   * A network over views of a model's blocks.
   *
   * @param prefix of the tensors' names, as {@link #addTo} added them
   * @param timeSteps T
   * @param batchSize B
   * @param parameters with the tensors that {@link #addTo} adds
   */
  public RecurrentStack(
      RecurrentConfig config,
      String prefix,
      int timeSteps,
      int batchSize,
      Parameters parameters,
      Gradient gradient) {
    this.config = config;
    this.prefix = prefix;
    this.shape = new CellShape(timeSteps, batchSize, config.stack().hiddenSize());
    this.parameters = parameters;
    this.gradient = gradient;
    int rows = timeSteps * batchSize;
    this.noBias = new OffHeapFloats(config.stack().recurrentBias() ? 0 : 2 * gateSize(config));
    this.layers = new SequenceLayer[config.stack().layers()];
    this.dropouts = new Dropout[layers.length + 1];
    this.inputs = new Matrix[layers.length];
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = layer(layer);
      dropouts[layer] = dropout(config.inputSize(layer));
    }
    this.dropouts[layers.length] = dropout(config.outputSize());
    int width = Math.max(config.inputSize(), config.outputSize());
    this.upstreamMemory = new OffHeapFloats(Math.multiplyExact(rows, width));
    this.dOutput = Matrix.of(upstreamMemory.buffer(), rows, config.outputSize());
    this.dInput = Matrix.of(upstreamMemory.buffer(), rows, config.inputSize());
  }

  /**
   * Adds the tensors of such a network, under PyTorch's names and in its order.
   *
   * @param prefix of the names, such as {@code encoder.rnn.}; each network of a block has its own
   */
  public static void addTo(TensorLayout.Builder layout, String prefix, RecurrentConfig config) {
    int gates = gateSize(config);
    for (int layer = 0; layer < config.stack().layers(); layer++) {
      for (String suffix : suffixes(config, layer)) {
        layout.add(prefix + "weight_ih" + suffix, gates, config.inputSize(layer));
        layout.add(prefix + "weight_hh" + suffix, gates, config.stack().hiddenSize());
        layout.add(prefix + "bias_ih" + suffix, gates);
        if (config.stack().recurrentBias()) {
          layout.add(prefix + "bias_hh" + suffix, gates);
        }
      }
    }
  }

  private static int gateSize(RecurrentConfig config) {
    return config.stack().gates() * config.stack().hiddenSize();
  }

  private static String[] suffixes(RecurrentConfig config, int layer) {
    String ahead = "_l" + layer;
    return switch (config.direction()) {
      case FORWARD -> new String[] {ahead};
      case BIDIRECTIONAL -> new String[] {ahead, ahead + "_reverse"};
    };
  }

  private SequenceLayer layer(int layer) {
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
    RecurrentCell cell =
        switch (config.stack().cell()) {
          case RNN_TANH -> new ElmanCell(shape, recurrent, ElmanCell.Activation.TANH);
          case RNN_RELU -> new ElmanCell(shape, recurrent, ElmanCell.Activation.RELU);
          case LSTM -> new LstmCell(shape, recurrent);
          case GRU -> new GruCell(shape, recurrent);
          case GRU_RESET_BEFORE -> new ResetBeforeGruCell(shape, recurrent);
        };
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

  private Dropout dropout(int width) {
    return new Dropout(
        config.dropout().kind(),
        config.dropout().probability(),
        shape.timeSteps(),
        shape.batchSize(),
        width);
  }

  /**
   * Takes all steps of a batch, as training does.
   *
   * @param input (T * B, I); must stay as it is until {@link #backward}
   * @param dropoutSeed decides which connections are dropped, and nothing else does
   * @return (T * B, D * H)
   */
  public Matrix forward(Matrix input, long dropoutSeed) {
    prepareForward();
    Matrix x = input;
    for (int layer = 0; layer < layers.length; layer++) {
      inputs[layer] = dropouts[layer].forward(x, Seeds.mix(dropoutSeed, layer));
      layers[layer].forward(inputs[layer], Seeds.mix(dropoutSeed, -1 - layer));
      x = layers[layer].output();
    }
    return dropouts[layers.length].forward(x, Seeds.mix(dropoutSeed, layers.length));
  }

  /** Takes all steps of a batch without dropout; {@code input} is (T * B, I). */
  public Matrix evaluate(Matrix input) {
    prepareForward();
    Matrix x = input;
    for (SequenceLayer layer : layers) {
      layer.evaluate(x);
      x = layer.output();
    }
    return x;
  }

  /** Where the caller puts the output's gradient before {@link #backward}, (T * B, D * H). */
  public Matrix outputGradient() {
    return dOutput;
  }

  /**
   * Goes back the steps of the last {@link #forward}. Writes the gradients of the weights.
   *
   * @return the input's gradient, (T * B, I), in the memory of {@link #outputGradient}
   */
  public Matrix backward() {
    for (SequenceLayer layer : layers) {
      layer.prepareBackward();
    }
    preparedForward = NOT_PREPARED;
    dropouts[layers.length].backward(dOutput);
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      Matrix down = layer == 0 ? dInput : dOutput;
      layers[layer].backward(inputs[layer], dOutput, down);
      dropouts[layer].backward(down);
    }
    return dInput;
  }

  private void prepareForward() {
    if (preparedForward != parameters.version()) {
      for (SequenceLayer layer : layers) {
        layer.prepareForward();
      }
      preparedForward = parameters.version();
    }
  }

  /** Makes the state after the last step the one that the next batch begins with. */
  public void carry() {
    for (SequenceLayer layer : layers) {
      layer.carry();
    }
  }

  /** Zeroes the state with which a stream begins the next batch. */
  public void beginSequence(int stream) {
    for (SequenceLayer layer : layers) {
      layer.beginSequence(stream);
    }
  }

  /** The size of the carried state: (L, S, B, H), S = 2 (h, c) for an LSTM and 1 (h) else. */
  public int stateSize() {
    int size = 0;
    for (SequenceLayer layer : layers) {
      size += layer.stateSize();
    }
    return size;
  }

  /** Replaces the state that the next batch begins with. */
  public void setState(float[] state) {
    checkSize(state);
    int offset = 0;
    for (SequenceLayer layer : layers) {
      layer.setState(state, offset);
      offset += layer.stateSize();
    }
  }

  /** Copies the state that the next batch will begin with. */
  public void copyStateTo(float[] state) {
    checkSize(state);
    int offset = 0;
    for (SequenceLayer layer : layers) {
      layer.copyStateTo(state, offset);
      offset += layer.stateSize();
    }
  }

  private void checkSize(float[] state) {
    if (state.length != stateSize()) {
      throw new IllegalArgumentException(
          "expected a state of " + stateSize() + " values, found " + state.length);
    }
  }

  @Override
  public void close() {
    noBias.close();
    upstreamMemory.close();
    for (SequenceLayer layer : layers) {
      layer.close();
    }
    for (Dropout dropout : dropouts) {
      dropout.close();
    }
  }
}
