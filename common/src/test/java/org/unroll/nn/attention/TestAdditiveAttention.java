package org.unroll.nn.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.unroll.math.Matrix;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Attention against its equations in double precision, and its gradient against differences. */
class TestAdditiveAttention {

  private static final int POSITIONS = 5;
  private static final int STEPS = 3;
  private static final int BATCH = 4;
  private static final int INPUTS = 17;
  private static final int WIDTH = 21;
  private static final int UNITS = 19;
  private static final int[] SOURCES = {5, 0, 1, 3};
  private static final int[] TARGETS = {2, 3, 3, 1};

  private static final TensorLayout LAYOUT = layout();

  private final Parameters parameters = new Parameters(LAYOUT);
  private final Gradient gradient = new Gradient(LAYOUT);
  private final float[] values = random(LAYOUT.size(), 1, 0.6f);
  private final float[] source = random(POSITIONS * BATCH * WIDTH, 2, 1);
  private final float[] hidden = random(STEPS * BATCH * INPUTS, 3, 1);
  private final float[] upstream = random(STEPS * BATCH * WIDTH, 4, 1);
  private AdditiveAttention attention;

  private static TensorLayout layout() {
    TensorLayout.Builder builder = TensorLayout.builder();
    AdditiveAttention.addTo(builder, "attention.", INPUTS, WIDTH, UNITS);
    return builder.build();
  }

  private static float[] random(int size, long seed, float range) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = range * (2 * Seeds.uniform(seed, i) - 1);
    }
    return values;
  }

  @BeforeEach
  void open() {
    attention = new AdditiveAttention(parameters, gradient, "attention.", POSITIONS, STEPS, BATCH);
    parameters.set(values);
  }

  @AfterEach
  void close() {
    attention.close();
    parameters.close();
    gradient.close();
  }

  private Matrix sourceRows() {
    return Matrix.of(source, POSITIONS * BATCH, WIDTH);
  }

  /** The sum of all contexts, each value times a factor; fills {@code contexts} by the way. */
  private double forward(float[] contexts) {
    parameters.set(values);
    attention.begin(sourceRows(), SOURCES);
    double loss = 0;
    for (int step = 0; step < STEPS; step++) {
      float[] context = attention.forward(step, hidden, step * BATCH * INPUTS, TARGETS);
      for (int i = 0; i < context.length; i++) {
        int at = step * context.length + i;
        contexts[at] = context[i];
        loss += (double) upstream[at] * context[i];
      }
    }
    return loss;
  }

  @Test
  void hasTheContextsOfItsEquations() {
    float[] contexts = new float[upstream.length];
    forward(contexts);
    for (int step = 0; step < STEPS; step++) {
      for (int b = 0; b < BATCH; b++) {
        double[] weights = weights(step, b);
        for (int j = 0; j < POSITIONS; j++) {
          assertThat((double) attention.weights()[(step * BATCH + b) * POSITIONS + j])
              .isCloseTo(weights[j], within(1e-6));
        }
        for (int c = 0; c < WIDTH; c++) {
          double expected = 0;
          for (int j = 0; j < POSITIONS; j++) {
            expected += weights[j] * source[(j * BATCH + b) * WIDTH + c];
          }
          assertThat((double) contexts[(step * BATCH + b) * WIDTH + c])
              .isCloseTo(expected, within(1e-5));
        }
      }
    }
  }

  private double[] weights(int step, int b) {
    double[] weights = new double[POSITIONS];
    if (step >= TARGETS[b]) {
      return weights;
    }
    double sum = 0;
    for (int j = 0; j < SOURCES[b]; j++) {
      double energy = 0;
      for (int n = 0; n < UNITS; n++) {
        double z = 0;
        for (int i = 0; i < INPUTS; i++) {
          z +=
              (double) value("query.weight", n * INPUTS + i)
                  * hidden[(step * BATCH + b) * INPUTS + i];
        }
        for (int c = 0; c < WIDTH; c++) {
          z += (double) value("key.weight", n * WIDTH + c) * source[(j * BATCH + b) * WIDTH + c];
        }
        energy += value("energy.weight", n) * Math.tanh(z);
      }
      weights[j] = Math.exp(energy);
      sum += weights[j];
    }
    for (int j = 0; j < SOURCES[b]; j++) {
      weights[j] /= sum;
    }
    return weights;
  }

  private float value(String tensor, int index) {
    return values[LAYOUT.slot("attention." + tensor).offset() + index];
  }

  @Test
  void theGradientIsTheLimitOfDifferences() {
    forward(new float[upstream.length]);
    float[] dHidden = new float[hidden.length];
    attention.beginBackward();
    for (int step = STEPS - 1; step >= 0; step--) {
      float[] dContext = new float[BATCH * WIDTH];
      System.arraycopy(upstream, step * dContext.length, dContext, 0, dContext.length);
      float[] dStep = new float[BATCH * INPUTS];
      attention.backward(step, dContext, TARGETS, dStep);
      System.arraycopy(dStep, 0, dHidden, step * dStep.length, dStep.length);
    }
    float[] dSource = new float[source.length];
    attention.endBackward(
        STEPS * BATCH,
        Matrix.of(hidden, STEPS * BATCH, INPUTS),
        sourceRows(),
        Matrix.of(dSource, POSITIONS * BATCH, WIDTH));
    float[] dValues = new float[values.length];
    gradient.copyTo(dValues);
    compare("weights", values, dValues);
    compare("hidden", hidden, dHidden);
    compare("source", source, dSource);
  }

  private void compare(String name, float[] x, float[] dx) {
    float step = 0x1p-7f;
    float[] contexts = new float[upstream.length];
    for (int i = 0; i < x.length; i++) {
      float before = x[i];
      x[i] = before + step;
      double up = forward(contexts);
      x[i] = before - step;
      double down = forward(contexts);
      x[i] = before;
      assertThat((double) dx[i])
          .as("%s[%d]", name, i)
          .isCloseTo((up - down) / (2 * step), within(1e-3));
    }
  }
}
