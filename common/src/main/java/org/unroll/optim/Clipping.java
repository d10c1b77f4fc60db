package org.unroll.optim;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The limits of a gradient: first of its norm, then of each component.
 *
 * @param maxNorm the global norm to which a larger gradient is scaled down (Pascanu et al. 2013),
 *     or {@link #UNLIMITED}
 * @param maxValue the absolute value to which each component is cut, or {@link #UNLIMITED}
 */
public record Clipping(double maxNorm, double maxValue) implements Serializable {

  /** No limit. */
  public static final double UNLIMITED = Double.POSITIVE_INFINITY;

  public Clipping {
    above0("train.clipNorm", maxNorm);
    above0("train.clipValue", maxValue);
  }

  private static void above0(String key, double limit) {
    if (!(limit > 0)) {
      throw new ConfigurationException(key + " must be a finite number above 0, found " + limit);
    }
  }

  /** The factor that brings a gradient of this norm within the limit. */
  double factor(double gradientNorm) {
    return gradientNorm > maxNorm ? maxNorm / gradientNorm : 1;
  }
}
