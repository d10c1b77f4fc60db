package org.unroll.optim;

import org.unroll.errors.ConfigurationException;

/**
 * The course of the learning rate from epoch to epoch.
 *
 * @param kind the rule
 * @param factor by which the rate is divided, above 1
 * @param afterEpoch the last epoch, from 1, with the whole rate (decay only), at least 0
 * @param warmUpSteps mini-batches over which the rate rises to the whole, at least 0
 */
public record ScheduleConfig(Kind kind, double factor, int afterEpoch, int warmUpSteps) {

  /** The kinds of {@code train.schedule.kind}. */
  public enum Kind {
    /** The same rate throughout. */
    CONSTANT,
    /** Divided once per epoch after {@code afterEpoch}. */
    DECAY,
    /** Divided when a validation does not improve on the best before it. */
    PLATEAU
  }

  public ScheduleConfig {
    if (!(factor > 1)) {
      throw new ConfigurationException("train.schedule.factor must be above 1, found " + factor);
    }
    if (afterEpoch < 0) {
      throw new ConfigurationException(
          "train.schedule.afterEpoch must be at least 0, found " + afterEpoch);
    }
    if (warmUpSteps < 0) {
      throw new ConfigurationException(
          "train.schedule.warmUpSteps must be at least 0, found " + warmUpSteps);
    }
  }
}
