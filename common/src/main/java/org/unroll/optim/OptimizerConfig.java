package org.unroll.optim;

import java.io.Serializable;

/**
 * The settings of the inner optimiser.
 *
 * @param rule the update rule
 * @param weightDecay the pull of all parameters towards zero
 * @param clipping the limits of the gradient, applied first
 */
public record OptimizerConfig(UpdateRule rule, WeightDecay weightDecay, Clipping clipping)
    implements Serializable {

  /** Plain gradient descent with a bound on the gradient's norm, as in Zaremba et al. 2014. */
  public static OptimizerConfig sgd(double clipNorm) {
    return new OptimizerConfig(
        new Sgd(0),
        new WeightDecay(0, WeightDecay.Form.GRADIENT),
        new Clipping(clipNorm, Clipping.UNLIMITED));
  }

  /** Whether parameters with a gradient of zero stay as they are, and their state too. */
  boolean restsAtZero() {
    return rule.restsAtZero() && weightDecay.rate() == 0;
  }
}
