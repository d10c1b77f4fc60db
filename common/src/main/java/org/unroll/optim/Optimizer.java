package org.unroll.optim;

import org.unroll.nn.Gradient;
import org.unroll.nn.Parameters;

/** Clips a gradient by its global norm and takes one step along it. */
public interface Optimizer {

  /** The number of blocks of state, each the size of the parameters. */
  int stateBlocks();

  /**
   * Updates the parameters. A gradient whose norm is not finite changes nothing.
   *
   * @return the global norm of the gradient before clipping: the square root of the sum of its
   *     squares over all tensors (Pascanu et al. 2013)
   */
  double step(Parameters parameters, Gradient gradient, double learningRate);

  /**
   * Replaces the state, such as one that {@link #copyStateTo} gave; {@code (stateBlocks,
   * parameters)}.
   */
  void setState(float[][] blocks);

  /** Copies the state; {@code (stateBlocks, parameters)}. */
  void copyStateTo(float[][] blocks);
}
