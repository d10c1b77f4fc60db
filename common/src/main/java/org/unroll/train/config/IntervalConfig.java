package org.unroll.train.config;

import java.util.OptionalInt;

/**
 * The distances between validations and between checkpoints.
 *
 * @param validateEveryRounds rounds between validations, besides those after each epoch, if any
 * @param checkpointEveryRounds rounds between checkpoints, besides those after each validation
 */
public record IntervalConfig(OptionalInt validateEveryRounds, int checkpointEveryRounds) {

  public IntervalConfig {
    validateEveryRounds.ifPresent(
        value -> TrainConfig.atLeastOne("train.validateEveryRounds", value));
    TrainConfig.atLeastOne("train.checkpointEveryRounds", checkpointEveryRounds);
  }
}
