package org.unroll.optim;

import smile.math.TimeFunction;

/** The learning rate as a function of the epoch. */
public final class LearningRate {

  private LearningRate() {}

  /**
   * The rate of each epoch, from 0.
   *
   * <p>{@code DECAY} with {@code afterEpoch = n} leaves the first n epochs the whole rate and
   * divides it by the factor once for each epoch after them (Zaremba et al. 2014). A {@code
   * PLATEAU} depends on validations, which the driver watches: here it is constant.
   */
  public static TimeFunction byEpoch(double initial, ScheduleConfig schedule) {
    double factor = schedule.factor();
    int wholeEpochs = schedule.afterEpoch();
    return switch (schedule.kind()) {
      case CONSTANT, PLATEAU -> TimeFunction.constant(initial);
      case DECAY -> epoch -> initial / Math.pow(factor, Math.max(0, epoch + 1 - wholeEpochs));
    };
  }
}
