package org.unroll.optim;

import org.unroll.errors.ConfigurationException;

/**
 * The learning rate of a training run.
 *
 * @param initial the whole rate, for a loss summed over time and averaged over the batch
 * @param schedule its course
 */
public record LearningRateConfig(double initial, ScheduleConfig schedule) {

  public LearningRateConfig {
    if (!(initial > 0) || Double.isInfinite(initial)) {
      throw new ConfigurationException(
          "train.learningRate must be a finite number above 0, found " + initial);
    }
  }
}
