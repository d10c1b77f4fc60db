package org.unroll.train.config;

import java.util.OptionalInt;

/**
 * The distances between validations and between checkpoints.
 *
 * @param validateEveryRounds rounds between validations, besides those after each epoch, if any
 * @param checkpointEveryRounds rounds between checkpoints, besides those after each validation
 * @param keepCheckpoints how many of the newest checkpoints are kept, besides the best
 */
public record IntervalConfig(
    OptionalInt validateEveryRounds, int checkpointEveryRounds, int keepCheckpoints) {

  public IntervalConfig {
    validateEveryRounds.ifPresent(
        value -> TrainConfig.atLeastOne("train.validateEveryRounds", value));
    TrainConfig.atLeastOne("train.checkpointEveryRounds", checkpointEveryRounds);
    TrainConfig.atLeastOne("train.keepCheckpoints", keepCheckpoints);
  }
}
