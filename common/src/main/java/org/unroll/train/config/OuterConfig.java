package org.unroll.train.config;

import org.unroll.errors.ConfigurationException;

/**
 * The settings of the outer optimiser.
 *
 * @param kind the rule
 * @param learningRate of {@code nesterov}, above 0
 * @param momentum of {@code nesterov}, at least 0 and below 1
 */
public record OuterConfig(Kind kind, double learningRate, double momentum) {

  /** The kinds of {@code train.outer}. */
  public enum Kind {
    /** The weighted mean of the shards' parameters. */
    AVERAGE,
    /** A step along the mean of the shards' changes, with Nesterov momentum. */
    NESTEROV
  }

  public OuterConfig {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new ConfigurationException(
          "train.outerLearningRate must be a finite number above 0, found " + learningRate);
    }
    if (!(momentum >= 0 && momentum < 1)) {
      throw new ConfigurationException(
          "train.outerMomentum must be at least 0 and below 1, found " + momentum);
    }
  }
}
