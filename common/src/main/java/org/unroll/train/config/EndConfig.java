package org.unroll.train.config;

import java.util.OptionalInt;

/**
 * The end of a training run: the first of these limits that is reached.
 *
 * @param maxEpochs passes over the training split
 * @param maxRounds rounds, if limited
 * @param patience validations in a row without improvement, if limited
 */
public record EndConfig(int maxEpochs, OptionalInt maxRounds, OptionalInt patience) {

  public EndConfig {
    TrainConfig.atLeastOne("train.maxEpochs", maxEpochs);
    maxRounds.ifPresent(value -> TrainConfig.atLeastOne("train.maxRounds", value));
    patience.ifPresent(value -> TrainConfig.atLeastOne("train.patience", value));
  }
}
