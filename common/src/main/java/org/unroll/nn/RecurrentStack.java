package org.unroll.nn;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.Dropout;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * A stack of recurrent layers that reads vectors: the middle of every model here. Dropout stands
 * before each layer, after the last one, and on the recurrent connections within.
 *
 * <p>The states of all layers and directions form one block, (L, D, S, B, H), which a caller can
 * set, read after a batch, and differentiate by: the final state of an encoder can start a decoder.
 *
 * <p>Not for use by several threads at once.
 */
public final class RecurrentStack implements AutoCloseable {

  private static final long NOT_PREPARED = -1;

  private final RecurrentConfig config;
  private final CellShape shape;
  private final Parameters parameters;
  private final LayerFactory factory;
  private final SequenceLayer[] layers;
  private final SequenceLengths lengths; // of the last batch
  private final Dropout[] dropouts; // (L + 1): before each layer, and after the last
  private final Matrix[] inputs; // of each layer, (T * B, its width)
  private final OffHeapFloats upstreamMemory;
  private final Matrix dOutput; // (T * B, D * H), the gradient on its way down
  private final Matrix dInput; // (T * B, I), the same memory
  private long preparedForward = NOT_PREPARED; // the version of the parameters

  /**
   * Builds the layers over views of a model's blocks.
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
    this.shape = new CellShape(timeSteps, batchSize, config.stack().hiddenSize());
    this.parameters = parameters;
    int rows = timeSteps * batchSize;
    this.lengths = new SequenceLengths(timeSteps, batchSize);
    this.factory = new LayerFactory(config, prefix, shape, parameters, gradient);
    this.layers = new SequenceLayer[config.stack().layers()];
    this.dropouts = new Dropout[layers.length + 1];
    this.inputs = new Matrix[layers.length];
    for (int layer = 0; layer < layers.length; layer++) {
      layers[layer] = factory.layer(layer);
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
    LayerFactory.addTo(layout, prefix, config);
  }

  /** The names of the tensors that {@link #addTo} adds, layer by layer from the input up. */
  public static List<List<String>> names(String prefix, RecurrentConfig config) {
    return LayerFactory.names(prefix, config);
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
   * @param dropoutSeed alone decides which connections are dropped
   * @return (T * B, D * H)
   */
  public Matrix forward(Matrix input, long dropoutSeed) {
    lengths.setFull();
    return forwardAll(input, dropoutSeed);
  }

  /**
   * Takes the steps of a batch of sequences of different lengths, as training does: each is read to
   * its own end, where its final state is taken and where the reverse direction begins.
   *
   * @param input (T * B, I); must stay as it is until {@link #backward}; finite past the ends,
   *     where it is not used
   * @param sequenceLengths (B), each from 0 to T
   * @param dropoutSeed alone decides which connections are dropped
   * @return (T * B, D * H), zero past the ends
   */
  public Matrix forward(Matrix input, int[] sequenceLengths, long dropoutSeed) {
    lengths.set(sequenceLengths);
    return forwardAll(input, dropoutSeed);
  }

  private Matrix forwardAll(Matrix input, long dropoutSeed) {
    prepareForward();
    Matrix x = input;
    for (int layer = 0; layer < layers.length; layer++) {
      inputs[layer] = dropouts[layer].forward(rows(), x, Seeds.mix(dropoutSeed, layer));
      layers[layer].forward(inputs[layer], lengths, Seeds.mix(dropoutSeed, -1 - layer));
      x = layers[layer].output();
    }
    return dropouts[layers.length].forward(rows(), x, Seeds.mix(dropoutSeed, layers.length));
  }

  /** The rows of the steps that a batch takes. */
  private int rows() {
    return lengths.steps() * shape.batchSize();
  }

  /** Takes all steps of a batch without dropout; {@code input} is (T * B, I). */
  public Matrix evaluate(Matrix input) {
    lengths.setFull();
    return evaluateAll(input);
  }

  /**
   * Takes the steps of a batch of sequences of different lengths without dropout.
   *
   * @param input (T * B, I), finite past the ends, where it is not used
   * @param sequenceLengths (B), each from 0 to T
   * @return (T * B, D * H), zero past the ends
   */
  public Matrix evaluate(Matrix input, int[] sequenceLengths) {
    lengths.set(sequenceLengths);
    return evaluateAll(input);
  }

  private Matrix evaluateAll(Matrix input) {
    prepareForward();
    Matrix x = input;
    for (SequenceLayer layer : layers) {
      layer.evaluate(x, lengths);
      x = layer.output();
    }
    return x;
  }

  /**
   * The output's gradient, which the caller sets before {@link #backward}, (T * B, D * H); what
   * stands past the ends of the sequences is not used.
   */
  public Matrix outputGradient() {
    return dOutput;
  }

  /**
   * Takes backward the steps of the last {@link #forward}, for a loss that depends on the output
   * alone: no gradient leaves the batch through its states (truncated back-propagation through
   * time). Writes the gradients of the weights.
   *
   * @return the input's gradient, (T * B, I), in the memory of {@link #outputGradient}
   */
  public Matrix backward() {
    return goBack(null);
  }

  /**
   * Takes backward the steps of the last {@link #forward}, for a loss that depends on the output
   * and on the final state. Writes the gradients of the weights.
   *
   * @param dState the gradient of the final state, {@link #stateSize} values laid out like it; it
   *     is replaced by the gradient of the initial state
   * @return the input's gradient, (T * B, I), in the memory of {@link #outputGradient}
   */
  public Matrix backward(float[] dState) {
    checkSize(dState);
    return goBack(dState);
  }

  private Matrix goBack(float @Nullable [] dState) {
    for (SequenceLayer layer : layers) {
      layer.prepareBackward();
    }
    preparedForward = NOT_PREPARED;
    dropouts[layers.length].backward(rows(), dOutput);
    int offset = stateSize();
    for (int layer = layers.length - 1; layer >= 0; layer--) {
      Matrix down = layer == 0 ? dInput : dOutput;
      offset -= layers[layer].stateSize();
      if (dState == null) {
        layers[layer].backward(inputs[layer], dOutput, down);
      } else {
        layers[layer].backward(inputs[layer], dOutput, down, dState, offset);
      }
      dropouts[layer].backward(rows(), down);
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

  /**
   * Makes the final state of the last batch the initial one of the next, where the layers read in
   * one direction. Layers that read in both begin each batch with the state that was set.
   */
  public void carry() {
    for (SequenceLayer layer : layers) {
      layer.carry();
    }
  }

  /** Zeroes the state with which a sequence begins the next batch. */
  public void beginSequence(int sequence) {
    for (SequenceLayer layer : layers) {
      layer.beginSequence(sequence);
    }
  }

  /**
   * The size of a state, (L, D, S, B, H): D = 2 where both directions are read, forward before
   * reverse, and S = 2 (h, c) for an LSTM and 1 (h) else.
   */
  public int stateSize() {
    int size = 0;
    for (SequenceLayer layer : layers) {
      size += layer.stateSize();
    }
    return size;
  }

  /** Replaces the initial state of the next batch. */
  public void setState(float[] state) {
    checkSize(state);
    int offset = 0;
    for (SequenceLayer layer : layers) {
      layer.setState(state, offset);
      offset += layer.stateSize();
    }
  }

  /** Copies the initial state of the next batch. */
  public void copyStateTo(float[] state) {
    checkSize(state);
    int offset = 0;
    for (SequenceLayer layer : layers) {
      layer.copyStateTo(state, offset);
      offset += layer.stateSize();
    }
  }

  /** Copies the final state of the last batch: of each sequence, the one at its own end. */
  public void copyFinalStateTo(float[] state) {
    checkSize(state);
    int offset = 0;
    for (SequenceLayer layer : layers) {
      layer.copyFinalStateTo(state, offset);
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
    upstreamMemory.close();
    for (SequenceLayer layer : layers) {
      layer.close();
    }
    for (Dropout dropout : dropouts) {
      dropout.close();
    }
    factory.close();
  }
}
