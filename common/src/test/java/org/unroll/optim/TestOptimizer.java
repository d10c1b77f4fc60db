package org.unroll.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.Seeds;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** Every rule against the same rule in double, one value after the other. */
class TestOptimizer {

  private static final int SIZE = 5003;
  private static final int STEPS = 12;
  private static final double RATE = 0.02;
  private static final TensorLayout LAYOUT = TensorLayout.builder().add("w", SIZE).build();

  static Stream<OptimizerConfig> configurations() {
    return Stream.of(new Sgd(0), new Sgd(0.9), new Adagrad(1e-8), new RmsProp(0.95, 1e-8), adam())
        .flatMap(
            rule ->
                Stream.of(
                    config(rule, 0, WeightDecay.Form.GRADIENT, none(), none()),
                    config(rule, 0.1, WeightDecay.Form.GRADIENT, 30, none()),
                    config(rule, 0.1, WeightDecay.Form.DECOUPLED, none(), 0.5),
                    config(rule, 0, WeightDecay.Form.GRADIENT, 30, 0.5)));
  }

  private static Adam adam() {
    return new Adam(0.9, 0.999, 1e-8);
  }

  private static double none() {
    return Clipping.UNLIMITED;
  }

  private static OptimizerConfig config(
      UpdateRule rule, double decay, WeightDecay.Form form, double clipNorm, double clipValue) {
    return new OptimizerConfig(
        rule, new WeightDecay(decay, form), new Clipping(clipNorm, clipValue));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void agreesWithTheRuleInDouble(OptimizerConfig config) {
    Optimizer optimizer = new Optimizer(config, LAYOUT);
    Expected expected = new Expected(config);
    float[] found = new float[SIZE];
    try (Parameters parameters = new Parameters(LAYOUT);
        Gradient gradient = new Gradient(LAYOUT)) {
      parameters.set(expected.start());
      for (int step = 1; step <= STEPS; step++) {
        fill(gradient, step);
        double norm = optimizer.step(parameters, gradient, RATE);
        assertThat(norm).isCloseTo(expected.step(gradient, step), within(1e-5 * norm));
      }
      parameters.copyTo(found);
    }
    for (int i = 0; i < SIZE; i++) {
      assertThat((double) found[i]).as("value %d", i).isCloseTo(expected.w[i], within(2e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void goesOnFromACopyOfItsState(OptimizerConfig config) {
    float[] whole = new float[SIZE];
    float[] resumed = new float[SIZE];
    try (Parameters parameters = new Parameters(LAYOUT);
        Gradient gradient = new Gradient(LAYOUT)) {
      parameters.set(new Expected(config).start());
      Optimizer optimizer = new Optimizer(config, LAYOUT);
      for (int step = 1; step <= 4; step++) {
        fill(gradient, step);
        optimizer.step(parameters, gradient, RATE);
      }
      parameters.copyTo(resumed);
      Optimizer other = new Optimizer(config, LAYOUT);
      other.resume(optimizer.state(), 4);
      fill(gradient, 5);
      optimizer.step(parameters, gradient, RATE);
      parameters.copyTo(whole);
      parameters.set(resumed);
      other.step(parameters, gradient, RATE);
      parameters.copyTo(resumed);
    }
    assertThat(resumed).isEqualTo(whole);
  }

  @Test
  void leavesEverythingWhereTheGradientIsNotFinite() {
    Optimizer optimizer = new Optimizer(OptimizerConfig.sgd(5), LAYOUT);
    float[] found = new float[SIZE];
    try (Parameters parameters = new Parameters(LAYOUT);
        Gradient gradient = new Gradient(LAYOUT)) {
      fill(gradient, 1);
      gradient.buffer().put(250, Float.NaN);
      assertThat(optimizer.step(parameters, gradient, RATE)).isNaN();
      parameters.copyTo(found);
    }
    assertThat(found).containsOnly(0);
  }

  /** Three ranges, zeros between them. */
  private static void fill(Gradient gradient, int step) {
    float[] values = new float[SIZE];
    gradient.clearRanges();
    int[] bounds = {step, 13 + step, 207, 300, 900, SIZE};
    for (int range = 0; range < bounds.length; range += 2) {
      for (int i = bounds[range]; i < bounds[range + 1]; i++) {
        values[i] = 4 * Seeds.uniform(step, i) - 2;
      }
      gradient.addRange(bounds[range], bounds[range + 1]);
    }
    gradient.buffer().put(0, values);
  }

  /** The rules in double, over all values. */
  private static final class Expected {

    private final OptimizerConfig config;
    final double[] w = new double[SIZE];
    private final double[] first = new double[SIZE];
    private final double[] second = new double[SIZE];

    Expected(OptimizerConfig config) {
      this.config = config;
      for (int i = 0; i < SIZE; i++) {
        w[i] = start()[i];
      }
    }

    float[] start() {
      float[] start = new float[SIZE];
      for (int i = 0; i < SIZE; i++) {
        start[i] = 2 * Seeds.uniform(99, i) - 1;
      }
      return start;
    }

    double step(Gradient gradient, int step) {
      float[] values = new float[SIZE];
      gradient.copyTo(values);
      double[] g = new double[SIZE];
      Arrays.setAll(g, i -> values[i]);
      double norm = Math.sqrt(Arrays.stream(g).map(x -> x * x).sum());
      double limit = config.clipping().maxNorm();
      double bound = config.clipping().maxValue();
      double decay = config.weightDecay().rate();
      for (int i = 0; i < SIZE; i++) {
        g[i] *= norm > limit ? limit / norm : 1;
        g[i] = Math.max(-bound, Math.min(bound, g[i]));
        if (config.weightDecay().form() == WeightDecay.Form.GRADIENT) {
          g[i] += decay * w[i];
        } else {
          w[i] *= 1 - RATE * decay;
        }
        w[i] -= RATE * direction(g[i], i, step);
      }
      return norm;
    }

    private double direction(double g, int i, int step) {
      if (config.rule() instanceof Sgd sgd) {
        first[i] = sgd.momentum() * first[i] + g;
        return first[i];
      }
      if (config.rule() instanceof Adagrad adagrad) {
        second[i] += g * g;
        return g / Math.sqrt(second[i] + adagrad.epsilon());
      }
      if (config.rule() instanceof RmsProp rmsProp) {
        second[i] = rmsProp.decay() * second[i] + (1 - rmsProp.decay()) * g * g;
        return g / (Math.sqrt(second[i]) + rmsProp.epsilon());
      }
      Adam adam = (Adam) config.rule();
      first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
      second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
      double mean = first[i] / (1 - Math.pow(adam.beta1(), step));
      double square = second[i] / (1 - Math.pow(adam.beta2(), step));
      return mean / (Math.sqrt(square) + adam.epsilon());
    }
  }
}
