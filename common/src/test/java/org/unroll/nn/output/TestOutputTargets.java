package org.unroll.nn.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Which targets the output layers count: every id, the first one included, and nothing else. */
class TestOutputTargets {

  private static final int ROWS = 4;
  private static final int HIDDEN = 6;
  private static final int CLASSES = 9;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theFirstIdIsATargetLikeTheOthers(boolean adaptive) {
    TensorLayout.Builder builder = TensorLayout.builder();
    AdaptiveSoftmaxShape shape = new AdaptiveSoftmaxShape(CLASSES, HIDDEN, List.of(3, 5));
    if (adaptive) {
      shape.addTo(builder, "out.");
    } else {
      builder.add("out.weight", CLASSES, HIDDEN).add("out.bias", CLASSES);
    }
    TensorLayout layout = builder.build();
    int[] targets = {0, OutputLayer.NO_TARGET, 0, 7};
    try (Parameters parameters = new Parameters(layout);
        Gradient gradient = new Gradient(layout);
        OffHeapFloats memory = new OffHeapFloats(2 * ROWS * HIDDEN);
        OutputLayer output =
            adaptive
                ? new AdaptiveSoftmaxOutput(shape, parameters, gradient, "out.", ROWS)
                : new SoftmaxOutput(
                    LinearWeights.of(parameters, gradient, "out.weight", "out.bias"), ROWS)) {
      float[] values = new float[Math.max(layout.size(), ROWS * HIDDEN)];
      for (int i = 0; i < values.length; i++) {
        values[i] = Seeds.uniform(1, i) - 0.5f;
      }
      parameters.set(Arrays.copyOf(values, layout.size()));
      Matrix hidden = Matrix.of(memory.slice(0, ROWS * HIDDEN), ROWS, HIDDEN);
      Matrix dHidden = Matrix.of(memory.slice(ROWS * HIDDEN, ROWS * HIDDEN), ROWS, HIDDEN);
      hidden.put(0, ROWS, values, 0);

      double loss = output.forward(hidden, targets);
      assertThat(output.counted()).isEqualTo(3);
      double expected = 0;
      for (int i = 0; i < output.counted(); i++) {
        assertThat(output.row(i)).isEqualTo(List.of(0, 2, 3).get(i));
        expected += output.logSumExp(i) - output.scores(i)[targets[output.row(i)]];
      }
      assertThat(loss).isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-5));

      output.backward(1, dHidden);
      float[] row = new float[HIDDEN];
      for (int r = 0; r < ROWS; r++) {
        dHidden.get(r, 1, row, 0);
        boolean counted = targets[r] != OutputLayer.NO_TARGET;
        assertThat(Arrays.equals(row, new float[HIDDEN])).as("row %d", r).isNotEqualTo(counted);
      }
    }
  }
}
