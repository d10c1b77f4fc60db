package org.unroll.nn;

import org.unroll.errors.ConfigurationException;

/**
 * The parameters at the beginning.
 *
 * @param distribution of them
 * @param range how large they are, as {@code distribution} says
 */
public record InitializerConfig(InitialDistribution distribution, double range) {

  public InitializerConfig {
    if (!(range > 0)) {
      throw new ConfigurationException("model.initialRange must be above 0, found " + range);
    }
  }

  /** From {@code -range} to {@code range}, each as likely. */
  public static InitializerConfig uniform(double range) {
    return new InitializerConfig(InitialDistribution.UNIFORM, range);
  }
}
