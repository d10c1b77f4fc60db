package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.input.OneHotInput;
import org.unroll.nn.output.OutputLayer;
import org.unroll.nn.output.SoftmaxOutput;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Two stacks in one block of parameters, the final state of one the initial state of the other. */
class TestEncoderDecoder {

  private static final String ENCODER = "encoder.rnn.";
  private static final String DECODER = "decoder.rnn.";

  private static RecurrentConfig config(CellKind cell, int units, int inputs) {
    return new RecurrentConfig(
        new StackConfig(cell, 2, units, true),
        inputs,
        RecurrentConfig.Direction.FORWARD,
        DropoutConfig.NONE);
  }

  /** An encoder and a decoder, and memory for what they read. */
  private static final class Pair implements AutoCloseable {
    final TensorLayout layout;
    final Parameters parameters;
    final Gradient gradient;
    final RecurrentStack encoder;
    final RecurrentStack decoder;
    final Matrix encoderInput;
    final Matrix decoderInput;
    final float[] state;
    private final OffHeapFloats memory;

    Pair(TensorLayout.Builder builder, RecurrentConfig config, CellShape from, CellShape to) {
      RecurrentStack.addTo(builder, ENCODER, config);
      RecurrentStack.addTo(builder, DECODER, config);
      layout = builder.build();
      parameters = new Parameters(layout);
      gradient = new Gradient(layout);
      encoder = stack(config, ENCODER, from);
      decoder = stack(config, DECODER, to);
      int batchSize = from.batchSize();
      int encoderSize = from.timeSteps() * batchSize * config.inputSize();
      int decoderSize = to.timeSteps() * batchSize * config.inputSize();
      memory = new OffHeapFloats(encoderSize + decoderSize);
      encoderInput =
          Matrix.of(memory.slice(0, encoderSize), from.timeSteps() * batchSize, config.inputSize());
      decoderInput =
          Matrix.of(
              memory.slice(encoderSize, decoderSize),
              to.timeSteps() * batchSize,
              config.inputSize());
      state = new float[encoder.stateSize()];
    }

    private RecurrentStack stack(RecurrentConfig config, String prefix, CellShape shape) {
      return new RecurrentStack(
          config, prefix, shape.timeSteps(), shape.batchSize(), parameters, gradient);
    }

    Matrix forward(int[] lengths, int[] decodedLengths) {
      encoder.forward(encoderInput, lengths, 0);
      encoder.copyFinalStateTo(state);
      decoder.setState(state);
      return decoder.forward(decoderInput, decodedLengths, 0);
    }

    /** Back through both, for a loss that depends on the decoder's output. */
    void backward() {
      Arrays.fill(state, 0);
      decoder.backward(state);
      encoder.outputGradient().fillRows(encoderInput.rows(), new float[state.length], 0);
      encoder.backward(state);
      gradient.clearRanges();
      gradient.addRange(0, layout.size());
    }

    @Override
    public void close() {
      encoder.close();
      decoder.close();
      parameters.close();
      gradient.close();
      memory.close();
    }
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void theGradientOfBothIsTheLimitOfDifferences(CellKind cell) {
    int inputs = 2;
    int units = 3;
    CellShape from = new CellShape(4, 3, units);
    CellShape to = new CellShape(3, 3, units);
    RecurrentConfig config = config(cell, units, inputs);
    int[] lengths = {4, 1, 3};
    int[] decodedLengths = {2, 3, 1};
    double[][] read = StackPair.randomRows(1, 12, inputs);
    double[][] decoderRead = StackPair.randomRows(2, 9, inputs);
    double[][] dOutput = StackPair.randomRows(3, 9, units);
    try (Pair pair = new Pair(TensorLayout.builder(), config, from, to)) {
      double[] parameters = StackPair.random(4, pair.layout.size(), 0.6);
      double[] unused = new double[parameters.length];
      ReferenceStack encoder =
          new ReferenceStack(config, ENCODER, from, pair.layout, parameters, unused);
      ReferenceStack decoder =
          new ReferenceStack(config, DECODER, to, pair.layout, parameters, unused);

      pair.parameters.set(StackPair.floats(parameters));
      StackPair.put(read, pair.encoderInput);
      StackPair.put(decoderRead, pair.decoderInput);
      pair.forward(lengths, decodedLengths);
      StackPair.put(dOutput, pair.decoder.outputGradient());
      pair.backward();

      double[] expected = new double[parameters.length];
      for (int i = 0; i < expected.length; i++) {
        double before = parameters[i];
        for (double step : new double[] {1e-5, -1e-5}) {
          parameters[i] = before + step;
          double[] state = new double[encoder.stateSize()];
          encoder.forward(read, lengths, encoder.noMasks(), state);
          double[][] output =
              decoder.forward(decoderRead, decodedLengths, decoder.noMasks(), state);
          for (int row = 0; row < output.length; row++) {
            for (int j = 0; j < units; j++) {
              expected[i] += dOutput[row][j] * output[row][j] / (2 * step);
            }
          }
        }
        parameters[i] = before;
      }
      float[] found = new float[expected.length];
      pair.gradient.copyTo(found);
      for (String name : pair.layout.names()) {
        TensorLayout.Slot slot = pair.layout.slot(name);
        int end = slot.offset() + slot.size();
        double[] slopes = Arrays.copyOfRange(expected, slot.offset(), end);
        assertThat(Arrays.stream(slopes).anyMatch(slope -> slope != 0)).as(name).isTrue();
        StackPair.assertClose(Arrays.copyOfRange(found, slot.offset(), end), slopes, 1e-4, name);
      }
    }
  }

  /** The decoder reads zeros: all that it knows of a sequence comes through its initial state. */
  @Test
  void learnsToRepeatWhatTheEncoderRead() {
    int symbols = 5;
    int batchSize = 12;
    int units = 24;
    CellShape shape = new CellShape(4, batchSize, units);
    RecurrentConfig config = config(CellKind.GRU, units, symbols);
    int[] lengths = new int[batchSize];
    Arrays.setAll(lengths, b -> 1 + b % 4);
    int[] ids = new int[4 * batchSize];
    Arrays.setAll(ids, i -> (int) (symbols * Seeds.uniform(1, i)));
    int[] targets = ids.clone();
    Arrays.setAll(
        targets, i -> i / batchSize < lengths[i % batchSize] ? ids[i] : OutputLayer.NO_TARGET);
    TensorLayout.Builder builder = TensorLayout.builder();
    builder.add("output.weight", symbols, units).add("output.bias", symbols);
    try (Pair pair = new Pair(builder, config, shape, shape);
        SoftmaxOutput output =
            new SoftmaxOutput(
                LinearWeights.of(pair.parameters, pair.gradient, "output.weight", "output.bias"),
                ids.length)) {
      pair.parameters.set(StackPair.floats(StackPair.random(2, pair.layout.size(), 0.3)));
      new OneHotInput(symbols).forward(ids.length, ids, pair.encoderInput);
      Optimizer optimizer =
          new Optimizer(
              new OptimizerConfig(
                  new Adam(0.9, 0.999, 1e-8),
                  new WeightDecay(0, WeightDecay.Form.DECOUPLED),
                  new Clipping(Clipping.UNLIMITED, Clipping.UNLIMITED)),
              pair.layout);
      double first = 0;
      double loss = 0;
      for (int step = 0; step < 300; step++) {
        loss = output.forward(pair.forward(lengths, lengths), targets) / output.counted();
        first = step == 0 ? loss : first;
        output.backward(1.0 / output.counted(), pair.decoder.outputGradient());
        pair.backward();
        optimizer.step(pair.parameters, pair.gradient, 0.01);
      }
      assertThat(output.counted()).isEqualTo(Arrays.stream(lengths).sum());
      assertThat(first).isGreaterThan(1.4);
      assertThat(loss).isLessThan(0.05);
    }
  }
}
