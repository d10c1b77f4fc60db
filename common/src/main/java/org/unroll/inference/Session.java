package org.unroll.inference;

import org.jspecify.annotations.Nullable;

/**
 * One text being read by a {@link TextModel}: its state, and the distribution of the token that
 * comes next. It holds no weights, so there may be many of them; {@link TextModel#sessionBytes} is
 * the memory of one.
 *
 * <p>Not for use by several threads at once; different sessions of a model may be used at the same
 * time.
 */
public final class Session implements AutoCloseable {

  private final TextModel model;
  private final float[] state;
  private @Nullable Distribution next;
  private boolean closed;

  /** A session with a copy of a state. */
  Session(TextModel model, float[] state, @Nullable Distribution next) {
    this.model = model;
    this.state = state.clone();
    this.next = next;
  }

  /**
   * Reads one more token. The distribution of the token after it is not computed until {@link
   * #next} asks for it.
   *
   * @throws IndexOutOfBoundsException if the vocabulary has no such id
   */
  public void read(int id) {
    read(new int[] {id});
  }

  /** Reads some more tokens, with the same result as one after the other, but faster. */
  public void read(int[] ids) {
    float[] own = state();
    if (ids.length > 0) {
      model.network().read(ids, own);
      next = null;
    }
  }

  /**
   * Reads some more tokens, and scores each given those before it.
   *
   * @return the natural logarithm of the probability of each token, as {@link #next} would give it
   */
  public float[] score(int[] ids) {
    float[] logProbabilities = model.network().score(ids, state());
    if (ids.length > 0) {
      next = null;
    }
    return logProbabilities;
  }

  /** The distribution of the next token, computed once after each token read. */
  public Distribution next() {
    float[] own = state();
    if (next == null) {
      float[] scores = new float[model.vocabulary().size()];
      double[] logSumExp = new double[1];
      model.network().predict(new float[][] {own}, new float[][] {scores}, logSumExp);
      next = new Distribution(scores, logSumExp[0]);
    }
    return next;
  }

  /** A second session that has read the same text, and reads on by itself. */
  public Session fork() {
    return new Session(model, state(), next);
  }

  TextModel model() {
    return model;
  }

  /** The values that reading replaces. */
  float[] state() {
    if (closed) {
      throw new IllegalStateException("expected an open session, found a closed one");
    }
    return state;
  }

  /** The distribution as far as it has been computed. */
  @Nullable Distribution cached() {
    return next;
  }

  /** Replaces what {@link #next} gives; {@code null} after a token was read. */
  void cache(@Nullable Distribution distribution) {
    next = distribution;
  }

  /** Ends the session, which cannot be used after that. Closing twice does nothing. */
  @Override
  public void close() {
    closed = true;
    next = null;
  }
}
