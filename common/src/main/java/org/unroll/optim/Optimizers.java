package org.unroll.optim;

import org.unroll.nn.ParameterLayout;

/** Makes the optimiser that a configuration names. */
public final class Optimizers {

  private Optimizers() {}

  /**
   * @param layout of the parameters that the optimiser will update
   * @param clipNorm the global norm to which a larger gradient is scaled down
   */
  public static Optimizer of(OptimizerKind kind, ParameterLayout layout, double clipNorm) {
    return switch (kind) {
      case SGD -> new Sgd(layout, clipNorm);
    };
  }
}
