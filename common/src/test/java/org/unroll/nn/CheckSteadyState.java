package org.unroll.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.math.Matrix;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;

/**
 * What both directions over sequences of different lengths, with the gradients of their states,
 * take from the heap once their loops are compiled: nothing.
 */
@Tag("steady-state")
class CheckSteadyState {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final CellShape SHAPE = new CellShape(6, 10, 24);
  private static final int INPUTS = 24;
  private static final int STEPS_OF_A_LAP = 40;
  private static final int MAX_LAPS = 500;

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void aStepAllocatesNothing(CellKind cell) {
    RecurrentConfig config =
        new RecurrentConfig(
            new StackConfig(cell, 2, SHAPE.units(), true),
            INPUTS,
            RecurrentConfig.Direction.BIDIRECTIONAL,
            new DropoutConfig(0.3, DropoutConfig.Kind.PLAIN, 0.25));
    int rows = SHAPE.timeSteps() * SHAPE.batchSize();
    int[] lengths = StackPair.mixedLengths(SHAPE);
    try (StackPair pair = new StackPair(config, SHAPE, 1)) {
      RecurrentStack stack = pair.stack;
      Matrix input = pair.input(StackPair.randomRows(2, rows, INPUTS));
      float[] state = new float[stack.stateSize()];
      float[] ones = StackPair.floats(StackPair.random(3, config.outputSize(), 1));
      float[] dState = new float[stack.stateSize()];
      long allocated = Long.MAX_VALUE;
      for (int lap = 0; lap < MAX_LAPS && allocated > 0; lap++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < STEPS_OF_A_LAP; step++) {
          stack.setState(state);
          stack.forward(input, lengths, step);
          stack.copyFinalStateTo(state);
          stack.outputGradient().fillRows(rows, ones, 0);
          stack.backward(dState);
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).as("bytes in %d steps", STEPS_OF_A_LAP).isZero();
    }
  }
}
