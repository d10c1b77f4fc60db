package org.unroll.model;

import org.unroll.errors.ConfigurationException;

/**
 * The parameters at the beginning.
 *
 * @param distribution of them
 * @param range how large they are, as {@code distribution} says
 */
public record InitialConfig(InitialDistribution distribution, double range) {

  public InitialConfig {
    if (!(range > 0)) {
      throw new ConfigurationException("model.initialRange must be above 0, found " + range);
    }
  }

  /** From {@code -range} to {@code range}, each as likely. */
  public static InitialConfig uniform(double range) {
    return new InitialConfig(InitialDistribution.UNIFORM, range);
  }
}
