package org.unroll.optim;

import java.io.Serializable;

/**
 * The rule that turns a gradient into a change of the parameters. A rule is a pure function of the
 * gradient, the parameters, its state and the number of steps taken; the state lies in blocks laid
 * out as the parameters are.
 */
public sealed interface UpdateRule extends Serializable permits Sgd, Adagrad, RmsProp, Adam {

  /** The number of blocks of state, each the size of the parameters. */
  int stateBlocks();

  /**
   * Whether a gradient of zero changes neither parameters nor state. Then the rows of an embedding
   * that a batch does not use can be passed over, and the result is still exact.
   */
  boolean restsAtZero();

  /**
   * Updates a part of the parameters.
   *
   * @param gradient (size), from 0
   * @param parameters (size), from 0
   * @param state (stateBlocks, parameters), the part from {@code offset}
   * @param rate the learning rate
   * @param step the number of this step since the state was zero, from 1
   */
  void update(
      float[] gradient,
      float[] parameters,
      float[][] state,
      int offset,
      int size,
      double rate,
      long step);
}
