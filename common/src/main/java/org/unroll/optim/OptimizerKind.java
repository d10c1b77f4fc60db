package org.unroll.optim;

/** The kinds of {@code train.optimizer}. */
public enum OptimizerKind {
  /** Stochastic gradient descent, with or without momentum. */
  SGD,
  /** Duchi, Hazan and Singer 2011. */
  ADAGRAD,
  /** Tieleman and Hinton 2012. */
  RMSPROP,
  /** Kingma and Ba 2015; weight decay is part of the gradient. */
  ADAM,
  /** Adam with weight decay apart from the gradient (Loshchilov and Hutter 2019). */
  ADAMW
}
