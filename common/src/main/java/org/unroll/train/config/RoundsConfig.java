package org.unroll.train.config;

import java.util.OptionalInt;
import org.unroll.errors.ConfigurationException;

/**
 * The shards and the rounds of an epoch.
 *
 * @param shards K, the logical workers; empty means as many as the cluster has cores
 * @param averagingFrequency mini-batches in a round
 * @param aggregationDepth 1 if the driver averages the shards' results; 2 if executors average
 *     large results slice by slice, so that the driver receives a single model
 */
public record RoundsConfig(OptionalInt shards, int averagingFrequency, int aggregationDepth) {

  public RoundsConfig {
    shards.ifPresent(value -> TrainConfig.atLeastOne("train.shards", value));
    TrainConfig.atLeastOne("train.averagingFrequency", averagingFrequency);
    if (aggregationDepth != 1 && aggregationDepth != 2) {
      throw new ConfigurationException(
          "train.aggregationDepth must be 1 or 2, found " + aggregationDepth);
    }
  }
}
