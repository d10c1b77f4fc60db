package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.train.config.OuterConfig;

class TestOuterOptimizer {

  private static final int SIZE = 500;

  private static float[] random(long seed) {
    float[] values = new float[SIZE];
    for (int i = 0; i < SIZE; i++) {
      values[i] = (Seeds.uniform(seed, i) - 0.5f) * (float) Math.pow(10, i % 9 - 6);
    }
    return values;
  }

  @Test
  void averageTakesTheMean() {
    OuterOptimizer average = OuterOptimizer.of(new OuterConfig(OuterConfig.Kind.AVERAGE, 1, 0.5));
    assertThat(average.stateBlocks()).isZero();
    assertThat(average.step(random(1), random(2), new float[0][]).parameters())
        .isEqualTo(random(2));
  }

  @Test
  void nesterovWithoutMomentumAtFullRateIsAverageToTheBit() {
    OuterOptimizer nesterov = OuterOptimizer.of(new OuterConfig(OuterConfig.Kind.NESTEROV, 1, 0));
    float[] current = random(1);
    float[][] state = new float[nesterov.stateBlocks()][SIZE];
    for (int round = 2; round < 6; round++) {
      OuterOptimizer.Step step = nesterov.step(current, random(round), state);
      assertThat(step.parameters()).isEqualTo(random(round));
      current = step.parameters();
      state = step.state();
    }
  }

  /** The textbook's form: v = m v + d, w = w + r (d + m v). */
  @Test
  void nesterovStepsAlongChangeAndVelocity() {
    double rate = 0.7;
    double momentum = 0.9;
    OuterOptimizer nesterov =
        OuterOptimizer.of(new OuterConfig(OuterConfig.Kind.NESTEROV, rate, momentum));
    float[] current = random(1);
    float[][] state = new float[1][SIZE];
    double[] velocity = new double[SIZE];
    for (int round = 2; round < 8; round++) {
      float[] mean = random(round);
      OuterOptimizer.Step step = nesterov.step(current, mean, state);
      for (int i = 0; i < SIZE; i++) {
        double change = (double) mean[i] - current[i];
        velocity[i] = momentum * velocity[i] + change;
        double expected = current[i] + rate * (change + momentum * velocity[i]);
        assertThat((double) step.parameters()[i]).isCloseTo(expected, within(1e-3));
        assertThat((double) step.state()[0][i]).isCloseTo(velocity[i], within(1e-3));
      }
      current = step.parameters();
      state = step.state();
    }
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatThrownBy(() -> new OuterConfig(OuterConfig.Kind.NESTEROV, 0, 0.5))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.outerLearningRate must be a finite number above 0, found 0.0");
    assertThatThrownBy(() -> new OuterConfig(OuterConfig.Kind.NESTEROV, 1, 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.outerMomentum must be at least 0 and below 1, found 1.0");
  }
}
