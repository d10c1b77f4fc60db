package org.unroll.nn.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Loss and gradients against the definition in double. */
class TestSigmoidOutput {

  private static final int ROWS = 5;
  private static final int USED = 4;
  private static final int HIDDEN = 7;
  private static final int LABELS = 13;
  private static final TensorLayout LAYOUT =
      TensorLayout.builder().add("w", LABELS, HIDDEN).add("b", LABELS).build();

  private final double[] parameters = random(1, LAYOUT.size(), 4);
  private final double[] hidden = random(2, ROWS * HIDDEN, 2);
  private final float[] targets = new float[ROWS * LABELS];

  TestSigmoidOutput() {
    for (int i = 0; i < targets.length; i++) {
      targets[i] = Seeds.uniform(3, i) < 0.3 ? 1 : 0;
    }
  }

  @Test
  void agreesWithTheDefinition() {
    try (Parameters block = new Parameters(LAYOUT);
        Gradient gradient = new Gradient(LAYOUT);
        OffHeapFloats memory = new OffHeapFloats(2 * ROWS * HIDDEN);
        SigmoidOutput output =
            new SigmoidOutput(LinearWeights.of(block, gradient, "w", "b"), ROWS)) {
      block.set(floats(parameters));
      Matrix h = Matrix.of(memory.slice(0, ROWS * HIDDEN), ROWS, HIDDEN);
      Matrix dh = Matrix.of(memory.slice(ROWS * HIDDEN, ROWS * HIDDEN), ROWS, HIDDEN);
      h.put(0, ROWS, floats(hidden), 0);

      double loss = output.forward(USED, h, targets);
      assertThat(loss).isCloseTo(loss(), within(1e-4));
      assertThat(output.logProbability(2, 5))
          .isCloseTo(-Math.log1p(Math.exp(-score(2, 5))), within(1e-5));

      output.backward(0.5, dh);
      float[] found = new float[LAYOUT.size()];
      gradient.copyTo(found);
      for (int i = 0; i < found.length; i++) {
        assertThat((double) found[i]).isCloseTo(0.5 * slope(parameters, i), within(1e-4));
      }
      float[] dHidden = new float[ROWS * HIDDEN];
      dh.get(0, ROWS, dHidden, 0);
      for (int i = 0; i < USED * HIDDEN; i++) {
        assertThat((double) dHidden[i]).isCloseTo(0.5 * slope(hidden, i), within(1e-4));
      }
    }
  }

  /** By central differences. */
  private double slope(double[] values, int i) {
    double before = values[i];
    values[i] = before + 1e-5;
    double up = loss();
    values[i] = before - 1e-5;
    double down = loss();
    values[i] = before;
    return (up - down) / 2e-5;
  }

  private double loss() {
    double loss = 0;
    for (int row = 0; row < USED; row++) {
      for (int label = 0; label < LABELS; label++) {
        double p = 1 / (1 + Math.exp(-score(row, label)));
        loss -= Math.log(targets[row * LABELS + label] == 1 ? p : 1 - p);
      }
    }
    return loss;
  }

  private double score(int row, int label) {
    double score = parameters[LABELS * HIDDEN + label];
    for (int j = 0; j < HIDDEN; j++) {
      score += parameters[label * HIDDEN + j] * hidden[row * HIDDEN + j];
    }
    return score;
  }

  private static double[] random(long seed, int size, double range) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (range * (Seeds.uniform(seed, i) - 0.5));
    }
    return values;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
