package org.unroll.task.generation;

/** A text that a search has found. */
public final class Hypothesis {

  private final int[] tokens;
  private final boolean ended;
  private final double logProbability;
  private final double score;
  private final float[][] attention; // (tokens, <eos> included, positions of the source)

  Hypothesis(
      int[] tokens, boolean ended, double logProbability, double score, float[][] attention) {
    this.tokens = tokens;
    this.ended = ended;
    this.logProbability = logProbability;
    this.score = score;
    this.attention = attention;
  }

  /** Its tokens, without {@code <eos>}. */
  public int[] tokens() {
    return tokens.clone();
  }

  /** Whether it ends with {@code <eos>}, not with the maximum length. */
  public boolean ended() {
    return ended;
  }

  /** The natural logarithm of its probability, that of {@code <eos>} included. */
  public double logProbability() {
    return logProbability;
  }

  /** Its logarithm of probability with the length penalty, by which hypotheses are compared. */
  public double score() {
    return score;
  }

  /**
   * The weights of the attention: a row for each token, {@code <eos>} included, with a value for
   * each position of the source; rows without values where there is no attention.
   */
  public float[][] attention() {
    return attention.clone();
  }
}
