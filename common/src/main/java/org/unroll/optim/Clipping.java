package org.unroll.optim;

import java.util.OptionalDouble;
import org.unroll.errors.ConfigurationException;

/**
 * How a large gradient is made smaller; first by the norm, then by the value.
 *
 * @param norm the global norm to which a larger gradient is scaled down, if any (Pascanu et al.
 *     2013)
 * @param value the size to which each component is cut, if any
 */
public record Clipping(OptionalDouble norm, OptionalDouble value) {

  public Clipping {
    norm.ifPresent(limit -> above0("train.clipNorm", limit));
    value.ifPresent(limit -> above0("train.clipValue", limit));
  }

  private static void above0(String key, double limit) {
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new ConfigurationException(key + " must be a finite number above 0, found " + limit);
    }
  }

  /** What a gradient of this norm is multiplied by. */
  double factor(double gradientNorm) {
    return norm.isPresent() && gradientNorm > norm.getAsDouble()
        ? norm.getAsDouble() / gradientNorm
        : 1;
  }
}
