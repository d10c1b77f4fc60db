package org.unroll.optim;

import smile.math.TimeFunction;

/**
 * The learning rate of each mini-batch, a function of its epoch and, during the warm-up, of the
 * mini-batches since training began. It knows nothing of rounds.
 */
public final class LearningRate {

  private final double initial;
  private final TimeFunction byEpoch; // a factor
  private final TimeFunction byStep; // a factor

  /**
   * A learning rate.
   *
   * <p>{@code DECAY} with {@code afterEpoch = n} leaves the first n epochs the whole rate and
   * divides it by the factor once for each epoch after them (Zaremba et al. 2014). A {@code
   * PLATEAU} depends on validations, which the driver watches: here it is constant. The warm-up
   * rises in a line, its last mini-batch being the first with the whole rate (Goyal et al. 2017).
   */
  public LearningRate(LearningRateConfig config) {
    this.initial = config.initial();
    this.byEpoch = byEpoch(config.schedule());
    this.byStep = warmUp(config.schedule().warmUpSteps());
  }

  private static TimeFunction byEpoch(ScheduleConfig schedule) {
    TimeFunction decay = TimeFunction.exp(1, 1, 1 / schedule.factor(), false);
    int wholeEpochs = schedule.afterEpoch();
    return switch (schedule.kind()) {
      case CONSTANT, PLATEAU -> TimeFunction.constant(1);
      case DECAY -> epoch -> decay.apply(Math.max(0, epoch + 1 - wholeEpochs));
    };
  }

  private static TimeFunction warmUp(int steps) {
    return steps < 2 ? TimeFunction.constant(1) : TimeFunction.linear(1.0 / steps, steps - 1.0, 1);
  }

  /**
   * The rate of a mini-batch.
   *
   * @param epoch counted from 0
   * @param step the mini-batches before it since training began
   */
  public double at(int epoch, long step) {
    return initial * byEpoch.apply(epoch) * byStep.apply((int) Math.min(step, Integer.MAX_VALUE));
  }
}
