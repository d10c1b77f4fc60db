package org.unroll.task.language;

import java.io.Serializable;

/**
 * A part of a text to be evaluated: its tokens, and the state in which the first of them is read.
 */
public final class Passage implements Serializable {

  private static final long serialVersionUID = 1L;

  private final long place;
  private final int[] ids;
  private final float[] state;

  /**
   * A passage.
   *
   * @param place orders the passages of a text; sums are formed in this order
   * @param ids the first is only read, each of the others is predicted and, but for the last, read
   * @param state before the first token; empty for zeros, as at the beginning of a text
   */
  public Passage(long place, int[] ids, float[] state) {
    this.place = place;
    this.ids = ids;
    this.state = state;
  }

  /** Its place in the order of all passages. */
  public long place() {
    return place;
  }

  /** The tokens. */
  int[] ids() {
    return ids;
  }

  /** The state before the first token; empty for zeros. */
  float[] state() {
    return state;
  }
}
