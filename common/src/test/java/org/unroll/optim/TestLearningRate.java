package org.unroll.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.unroll.errors.ConfigurationException;

class TestLearningRate {

  @Test
  void isHalvedEachEpochAfterTheFourthAsInZarembaSmall() {
    LearningRate rate = new LearningRate(new LearningRateConfig(1, decay(2, 4, 0)));
    double[] expected = {1, 1, 1, 1, 0.5, 0.25, 0.125};
    for (int epoch = 0; epoch < expected.length; epoch++) {
      assertThat(rate.at(epoch, 1000L * epoch)).as("epoch %d", epoch).isEqualTo(expected[epoch]);
    }
  }

  @Test
  void decaysBy5PercentAnEpochAfterTheTenthAsInKarpathy() {
    LearningRate rate = new LearningRate(new LearningRateConfig(2e-3, decay(1 / 0.95, 10, 0)));
    assertThat(rate.at(9, 0)).isEqualTo(2e-3);
    assertThat(rate.at(10, 0)).isCloseTo(2e-3 * 0.95, within(1e-15));
    assertThat(rate.at(49, 0)).isCloseTo(2e-3 * Math.pow(0.95, 40), within(1e-15));
  }

  @Test
  void risesInALineToTheWholeRate() {
    LearningRate rate = new LearningRate(new LearningRateConfig(0.8, decay(2, 4, 4)));
    double[] expected = {0.2, 0.4, 0.6, 0.8, 0.8, 0.8};
    for (int step = 0; step < expected.length; step++) {
      assertThat(rate.at(0, step)).as("step %d", step).isCloseTo(expected[step], within(1e-12));
    }
    assertThat(rate.at(5, 1L << 40)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void hasNoWarmUpOfOneMiniBatch() {
    assertThat(new LearningRate(new LearningRateConfig(0.8, decay(2, 4, 1))).at(0, 0))
        .isEqualTo(0.8);
  }

  @Test
  void refusesImpossibleSchedules() {
    assertThatThrownBy(() -> decay(1, 4, 0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.schedule.factor must be above 1, found 1.0");
    assertThatThrownBy(() -> decay(2, 4, -1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("train.schedule.warmUpSteps must be at least 0, found -1");
  }

  private static ScheduleConfig decay(double factor, int afterEpoch, int warmUpSteps) {
    return new ScheduleConfig(ScheduleConfig.Kind.DECAY, factor, afterEpoch, warmUpSteps);
  }
}
