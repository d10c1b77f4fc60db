package org.unroll.train.config;

import org.unroll.errors.ConfigurationException;
import org.unroll.optim.LearningRateConfig;
import org.unroll.train.round.LocalUpdateConfig;

/**
 * The settings of a training run.
 *
 * @param rounds how an epoch is cut into shards and rounds
 * @param local how a shard trains its part of a round
 * @param learningRate of each mini-batch
 * @param outer how the driver combines the shards' parameters
 * @param intervals the distances between validations and between checkpoints
 * @param end when training ends
 */
public record TrainConfig(
    RoundsConfig rounds,
    LocalUpdateConfig local,
    LearningRateConfig learningRate,
    OuterConfig outer,
    IntervalConfig intervals,
    EndConfig end) {

  static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }
}
