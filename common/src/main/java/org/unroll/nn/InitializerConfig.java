package org.unroll.nn;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The distribution of the initial parameters.
 *
 * @param distribution the kind of distribution
 * @param range its width: see {@link Distribution}
 */
public record InitializerConfig(Distribution distribution, double range) implements Serializable {

  /** The values of {@code model.initialDistribution}. */
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

  /** Uniform from {@code -range} to {@code range}. */
  public static InitializerConfig uniform(double range) {
    return new InitializerConfig(Distribution.UNIFORM, range);
  }
}
