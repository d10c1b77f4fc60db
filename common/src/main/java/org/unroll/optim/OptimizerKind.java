package org.unroll.optim;

/** The kinds of {@code train.optimizer}. */
public enum OptimizerKind {
  /** Stochastic gradient descent. */
  SGD
}
