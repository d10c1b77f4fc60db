package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;

/**
 * Checks the oracle itself: its gradients against central differences, for a loss that depends on
 * the outputs and on the final states of sequences of different lengths.
 */
class TestReferenceStack {

  private static final double STEP = 1e-5;
  private static final CellShape SHAPE = new CellShape(4, 3, 3);
  private static final int INPUTS = 2;
  private static final int ROWS = SHAPE.timeSteps() * SHAPE.batchSize();

  static Stream<Arguments> cases() {
    return Stream.of(CellKind.values())
        .flatMap(
            cell ->
                Stream.of(RecurrentConfig.Direction.values())
                    .flatMap(
                        direction ->
                            Stream.of(0, 0.4)
                                .map(recurrent -> Arguments.of(cell, direction, recurrent))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradientsAreTheLimitsOfDifferences(
      CellKind cell, RecurrentConfig.Direction direction, double recurrentDropout) {
    DropoutConfig dropout = new DropoutConfig(0.3, DropoutConfig.Kind.PLAIN, recurrentDropout);
    RecurrentConfig config =
        new RecurrentConfig(new StackConfig(cell, 2, 3, true), INPUTS, direction, dropout);
    try (StackPair pair = new StackPair(config, SHAPE, 1)) {
      ReferenceStack stack = pair.reference;
      double[][] masks = stack.masks(5);
      int[] lengths = StackPair.mixedLengths(SHAPE); // 1, 4, 2
      double[][] input = StackPair.randomRows(2, ROWS, INPUTS);
      double[] state = StackPair.random(3, stack.stateSize(), 0.5);
      double[][] dOutput = StackPair.randomRows(6, ROWS, config.outputSize());
      double[] dFinal = StackPair.random(7, stack.stateSize(), 1);

      stack.forward(input, lengths, masks, state.clone());
      double[] dState = dFinal.clone();
      double[][] dInput = stack.backward(dOutput, dState);

      Loss loss =
          () -> {
            double[] end = state.clone();
            double[][] output = stack.forward(input, lengths, masks, end);
            return dot(StackPair.flat(dOutput), StackPair.flat(output)) + dot(dFinal, end);
          };
      assertLimits(pair.referenceParameters, pair.referenceGradient, loss);
      assertLimits(state, dState, loss);
      for (int row = 0; row < ROWS; row++) {
        assertLimits(input[row], dInput[row], loss);
      }
    }
  }

  private interface Loss {
    double compute();
  }

  private static void assertLimits(double[] values, double[] gradient, Loss loss) {
    double[] expected = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double before = values[i];
      values[i] = before + STEP;
      double up = loss.compute();
      values[i] = before - STEP;
      expected[i] = (up - loss.compute()) / (2 * STEP);
      values[i] = before;
    }
    assertThat(gradient).containsExactly(expected, within(1e-7));
    assertThat(Arrays.stream(expected).allMatch(Double::isFinite)).isTrue();
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
