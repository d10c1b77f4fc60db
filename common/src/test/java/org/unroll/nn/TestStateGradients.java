package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.Matrix;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;

/**
 * Outputs, final states and all gradients of a loss that depends on both, against {@link
 * ReferenceStack}, in batches of sequences of different lengths and of full ones.
 */
class TestStateGradients {

  private static final int INPUTS = 7;
  private static final CellShape SHAPE = new CellShape(6, 5, 11);

  static Stream<Arguments> cases() {
    CellShape[] shapes = {
      new CellShape(4, 1, 3), new CellShape(7, 10, 33), new CellShape(6, 23, 50)
    };
    return Stream.of(CellKind.values())
        .flatMap(
            cell ->
                Stream.of(shapes)
                    .flatMap(
                        shape ->
                            Stream.of(RecurrentConfig.Direction.values())
                                .flatMap(direction -> configurations(cell, shape, direction))
                                .map(config -> Arguments.of(config, shape))));
  }

  private static Stream<RecurrentConfig> configurations(
      CellKind cell, CellShape shape, RecurrentConfig.Direction direction) {
    StackConfig one = new StackConfig(cell, 1, shape.units(), true);
    StackConfig two = new StackConfig(cell, 2, shape.units(), false);
    return Stream.of(
        new RecurrentConfig(one, INPUTS, direction, DropoutConfig.NONE),
        new RecurrentConfig(two, INPUTS, direction, DropoutConfig.plain(0.4)),
        new RecurrentConfig(
            two, INPUTS, direction, new DropoutConfig(0.3, DropoutConfig.Kind.VARIATIONAL, 0.25)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreeWithTheReference(RecurrentConfig config, CellShape shape) {
    try (StackPair pair = new StackPair(config, shape, 3)) {
      check(pair, config, shape, StackPair.mixedLengths(shape), 1);
      check(pair, config, shape, pair.reference.full(), 2);
      check(pair, config, shape, StackPair.mixedLengths(shape), 3);
    }
  }

  private static void check(
      StackPair pair, RecurrentConfig config, CellShape shape, int[] lengths, long seed) {
    RecurrentStack stack = pair.stack;
    ReferenceStack reference = pair.reference;
    int rows = shape.timeSteps() * shape.batchSize();
    double[][] input = StackPair.randomRows(10 * seed, rows, INPUTS);
    double[] start = StackPair.random(10 * seed + 1, reference.stateSize(), 0.5);
    double[][] dOutput = StackPair.randomRows(10 * seed + 2, rows, config.outputSize());
    double[] dFinal = StackPair.random(10 * seed + 3, reference.stateSize(), 1);

    double[] end = start.clone();
    double[][] evaluated = reference.forward(input, lengths, reference.noMasks(), end);
    stack.setState(StackPair.floats(start));
    Matrix output = stack.evaluate(pair.input(input), lengths);
    assertClose(StackPair.floats(output), StackPair.flat(evaluated), 1e-5);
    assertFinalState(stack, end);

    Arrays.fill(pair.referenceGradient, 0);
    end = start.clone();
    double[][] expected = reference.forward(input, lengths, reference.masks(seed), end);
    double[] dStart = dFinal.clone();
    double[][] dInput = reference.backward(dOutput, dStart);
    assertClose(
        StackPair.floats(stack.forward(pair.input(input), lengths, seed)),
        StackPair.flat(expected),
        1e-5);
    assertFinalState(stack, end);
    StackPair.put(dOutput, stack.outputGradient());
    float[] dState = StackPair.floats(dFinal);
    assertClose(StackPair.floats(stack.backward(dState)), StackPair.flat(dInput), 1e-4);
    assertClose(dState, dStart, 1e-4);
    pair.assertSameGradient();
  }

  private static void assertFinalState(RecurrentStack stack, double[] expected) {
    float[] found = new float[stack.stateSize()];
    stack.copyFinalStateTo(found);
    assertClose(found, expected, 1e-5);
  }

  private static void assertClose(float[] found, double[] expected, double bound) {
    StackPair.assertClose(found, expected, bound, "all");
  }

  /** What a batch gives: output, final state, gradients of the input, the state, the weights. */
  private record Result(
      float[] output, float[] end, float[] dInput, float[] dState, float[] gradient) {

    void assertIdentical(Result other) {
      assertThat(output).containsExactly(other.output);
      assertThat(end).containsExactly(other.end);
      assertThat(dInput).containsExactly(other.dInput);
      assertThat(dState).containsExactly(other.dState);
      assertThat(gradient).containsExactly(other.gradient);
    }
  }

  private static RecurrentConfig bidirectional(CellKind cell) {
    return new RecurrentConfig(
        new StackConfig(cell, 2, SHAPE.units(), true),
        INPUTS,
        RecurrentConfig.Direction.BIDIRECTIONAL,
        new DropoutConfig(0.3, DropoutConfig.Kind.PLAIN, 0.25));
  }

  private static Result run(StackPair pair, Matrix output, double[][] dOutput, float[] dState) {
    float[] copy = StackPair.floats(output);
    float[] end = new float[pair.stack.stateSize()];
    pair.stack.copyFinalStateTo(end);
    StackPair.put(dOutput, pair.stack.outputGradient());
    float[] dInput = StackPair.floats(pair.stack.backward(dState));
    float[] gradient = new float[pair.layout.size()];
    pair.gradient.copyTo(gradient);
    return new Result(copy, end, dInput, dState, gradient);
  }

  /** The plain calls are those with full lengths and no gradient of the final state, bit by bit. */
  @ParameterizedTest
  @EnumSource(CellKind.class)
  void fullLengthsChangeNoBit(CellKind cell) {
    RecurrentConfig config = bidirectional(cell);
    int rows = SHAPE.timeSteps() * SHAPE.batchSize();
    double[][] dOutput = StackPair.randomRows(2, rows, config.outputSize());
    try (StackPair pair = new StackPair(config, SHAPE, 3)) {
      RecurrentStack stack = pair.stack;
      Matrix input = pair.input(StackPair.randomRows(1, rows, INPUTS));
      stack.setState(StackPair.floats(StackPair.random(4, stack.stateSize(), 0.5)));
      float[] zeros = new float[stack.stateSize()];
      Result plain = run(pair, stack.forward(input, 9), dOutput, zeros);
      Matrix output = stack.forward(input, pair.reference.full(), 9);
      run(pair, output, dOutput, new float[zeros.length]).assertIdentical(plain);

      stack.forward(input, 9);
      StackPair.put(dOutput, stack.outputGradient());
      assertThat(StackPair.floats(stack.backward())).containsExactly(plain.dInput);
      float[] gradient = new float[pair.layout.size()];
      pair.gradient.copyTo(gradient);
      assertThat(gradient).containsExactly(plain.gradient);
    }
  }

  /** Neither the input nor the output's gradient behind a sequence's end changes a bit. */
  @ParameterizedTest
  @EnumSource(CellKind.class)
  void whatStandsBehindAnEndIsNotUsed(CellKind cell) {
    RecurrentConfig config = bidirectional(cell);
    int rows = SHAPE.timeSteps() * SHAPE.batchSize();
    int[] lengths = {3, 5, 0, 1, 4}; // the last step is nobody's
    double[][] input = StackPair.randomRows(1, rows, INPUTS);
    double[][] dOutput = StackPair.randomRows(2, rows, config.outputSize());
    try (StackPair pair = new StackPair(config, SHAPE, 3)) {
      RecurrentStack stack = pair.stack;
      stack.setState(StackPair.floats(StackPair.random(4, stack.stateSize(), 0.5)));
      float[] dFinal = StackPair.floats(StackPair.random(5, stack.stateSize(), 1));
      Matrix output = stack.forward(pair.input(input), lengths, 9);
      Result expected = run(pair, output, dOutput, dFinal.clone());
      for (int row = 0; row < rows; row++) {
        if (row / SHAPE.batchSize() >= lengths[row % SHAPE.batchSize()]) {
          Arrays.fill(input[row], 1e3);
          Arrays.fill(dOutput[row], Double.NaN);
          int width = config.outputSize();
          assertThat(Arrays.copyOfRange(expected.output, row * width, (row + 1) * width))
              .containsOnly(0);
          assertThat(Arrays.copyOfRange(expected.dInput, row * INPUTS, (row + 1) * INPUTS))
              .containsOnly(0);
        }
      }
      output = stack.forward(pair.input(input), lengths, 9);
      run(pair, output, dOutput, dFinal.clone()).assertIdentical(expected);
    }
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void theFinalStateIsCarriedFromEachSequencesEnd(CellKind cell) {
    RecurrentConfig config =
        new RecurrentConfig(
            new StackConfig(cell, 2, SHAPE.units(), true),
            INPUTS,
            RecurrentConfig.Direction.FORWARD,
            DropoutConfig.NONE);
    int rows = SHAPE.timeSteps() * SHAPE.batchSize();
    try (StackPair pair = new StackPair(config, SHAPE, 3)) {
      RecurrentStack stack = pair.stack;
      stack.setState(StackPair.floats(StackPair.random(4, stack.stateSize(), 0.5)));
      stack.evaluate(
          pair.input(StackPair.randomRows(1, rows, INPUTS)), StackPair.mixedLengths(SHAPE));
      float[] end = new float[stack.stateSize()];
      stack.copyFinalStateTo(end);
      stack.carry();
      float[] start = new float[stack.stateSize()];
      stack.copyStateTo(start);
      assertThat(start).containsExactly(end);
    }
  }

  @Test
  void wrongSizesAreRefused() {
    try (StackPair pair = new StackPair(bidirectional(CellKind.LSTM), SHAPE, 3)) {
      Matrix input = pair.input(new double[0][]);
      assertThatThrownBy(() -> pair.stack.forward(input, new int[] {1, 2}, 0))
          .hasMessage("expected the lengths of 5 sequences, found 2");
      assertThatThrownBy(() -> pair.stack.evaluate(input, new int[] {1, 2, 3, 7, 0}))
          .hasMessage("expected lengths from 0 to 6, found 7 at 3");
      assertThatThrownBy(() -> pair.stack.backward(new float[3]))
          .hasMessage("expected a state of 440 values, found 3");
    }
  }
}
