package org.unroll.task;

import java.io.Serializable;

/**
 * The steps that the mini-batches of an epoch take: each example as many as the longest one of its
 * mini-batch.
 */
public final class Padding implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The padding of examples that have no lengths. */
  public static final Padding NONE = new Padding(0, 0);

  private final long used;
  private final long all;

  /**
   * The padding of some mini-batches.
   *
   * @param used the steps within examples
   * @param all those past their ends included
   */
  public Padding(long used, long all) {
    this.used = used;
    this.all = all;
  }

  /** The padding of two shards. */
  public Padding plus(Padding other) {
    return new Padding(used + other.used, all + other.all);
  }

  /** All steps, those past the ends of examples included. */
  public long steps() {
    return all;
  }

  /** The share of the steps past the ends of examples. */
  public double share() {
    return all == 0 ? 0 : 1 - (double) used / all;
  }
}
