package org.unroll.nn;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The parameters at the beginning.
 *
 * @param distribution of them
 * @param range how large they are, as {@code distribution} says
 */
public record InitializerConfig(Distribution distribution, double range) implements Serializable {

  /** The kinds of {@code model.initialDistribution}. */
  public enum Distribution {
    /** Uniform in [-initialRange, initialRange), biases included. */
    UNIFORM,
    /** Normal with standard deviation initialRange; biases are zero. */
    NORMAL
  }

  public InitializerConfig {
    if (!(range > 0)) {
      throw new ConfigurationException("model.initialRange must be above 0, found " + range);
    }
  }

  /** From {@code -range} to {@code range}, each as likely. */
  public static InitializerConfig uniform(double range) {
    return new InitializerConfig(Distribution.UNIFORM, range);
  }
}
