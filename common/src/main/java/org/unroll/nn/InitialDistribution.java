package org.unroll.nn;

/** The kinds of {@code model.initialDistribution}. */
public enum InitialDistribution {
  /** Uniform in [-initialRange, initialRange), biases included. */
  UNIFORM,
  /** Normal with standard deviation initialRange; biases are zero. */
  NORMAL
}
