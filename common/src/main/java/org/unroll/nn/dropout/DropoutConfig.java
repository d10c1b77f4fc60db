package org.unroll.nn.dropout;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * Which connections are dropped in training.
 *
 * @param probability with which a non-recurrent connection is dropped, in [0, 1) (Zaremba et al.
 *     2014)
 * @param kind whether time steps share what is dropped of the non-recurrent connections
 * @param recurrent the probability with which a recurrent connection is dropped, in all time steps
 *     of a batch alike, in [0, 1) (Gal and Ghahramani 2016)
 */
public record DropoutConfig(double probability, Kind kind, double recurrent)
    implements Serializable {

  /** The kinds of {@code model.dropoutKind}. */
  public enum Kind {
    /** A connection is dropped or kept in each time step anew (Zaremba et al. 2014). */
    PLAIN,
    /**
     * A connection that is dropped stays so in all time steps of a batch (Gal and Ghahramani 2016,
     * whose recurrent connections have a probability of their own).
     */
    VARIATIONAL
  }

  /** Nothing is dropped. */
  public static final DropoutConfig NONE = plain(0);

  public DropoutConfig {
    probability("model.dropout", probability);
    probability("model.recurrentDropout", recurrent);
  }

  /** Non-recurrent connections alone are dropped, in each time step others. */
  public static DropoutConfig plain(double probability) {
    return new DropoutConfig(probability, Kind.PLAIN, 0);
  }

  private static void probability(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ConfigurationException(key + " must be at least 0 and below 1, found " + value);
    }
  }
}
