package org.unroll.nn.dropout;

/** The kinds of {@code model.dropoutKind}. */
public enum DropoutKind {
  /** A connection is dropped or kept in each time step anew (Zaremba et al. 2014). */
  PLAIN,
  /**
   * A connection that is dropped stays so in all time steps of a batch (Gal and Ghahramani 2016,
   * whose recurrent connections have a probability of their own).
   */
  VARIATIONAL
}
