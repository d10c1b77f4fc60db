package org.unroll.train;

/** The kinds of {@code train.outer}. */
public enum OuterKind {
  /** The token-weighted mean of the workers' parameters. */
  AVERAGE,
  /** Steps along the mean of the workers' changes with Nesterov momentum. */
  NESTEROV
}
