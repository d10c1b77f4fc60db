package org.unroll.nn.dropout;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The dropout of a recurrent network in training.
 *
 * @param probability with which a non-recurrent connection is dropped, in [0, 1) (Zaremba et al.
 *     2014)
 * @param kind whether all time steps drop the same non-recurrent connections
 * @param recurrent the probability with which a recurrent connection is dropped, in all time steps
 *     of a batch alike, in [0, 1) (Gal and Ghahramani 2016)
 */
public record DropoutConfig(double probability, Kind kind, double recurrent)
    implements Serializable {

  /** The values of {@code model.dropoutKind}. */
  public enum Kind {
    /** Each time step has a mask of its own (Zaremba et al. 2014). */
    PLAIN,
    /**
     * All time steps of a batch share a mask (Gal and Ghahramani 2016, whose recurrent connections
     * have a probability of their own).
     */
    VARIATIONAL
  }

  /** No dropout. */
  public static final DropoutConfig NONE = plain(0);

  public DropoutConfig {
    probability("model.dropout", probability);
    probability("model.recurrentDropout", recurrent);
  }

  /** Dropout on the non-recurrent connections alone, with a mask for each time step. */
  public static DropoutConfig plain(double probability) {
    return new DropoutConfig(probability, Kind.PLAIN, 0);
  }

  private static void probability(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ConfigurationException(key + " must be at least 0 and below 1, found " + value);
    }
  }
}
