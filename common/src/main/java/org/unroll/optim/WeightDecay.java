package org.unroll.optim;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The pull of all parameters towards zero.
 *
 * @param rate at least 0
 * @param form the place where it enters the update
 */
public record WeightDecay(double rate, Form form) implements Serializable {

  /** The two places where weight decay can enter. */
  public enum Form {
    /** {@code rate w} is added to the gradient, behind the clipping. */
    GRADIENT,
    /** {@code w <- (1 - learningRate rate) w} before the step (Loshchilov and Hutter 2019). */
    DECOUPLED
  }

  public WeightDecay {
    if (!(rate >= 0) || Double.isInfinite(rate)) {
      throw new ConfigurationException(
          "train.weightDecay must be a finite number of at least 0, found " + rate);
    }
  }
}
