package org.unroll.inference;

import java.util.Objects;
import org.unroll.errors.BadDataException;

/**
 * The distribution of the next token. It is immutable, and stays valid when its session reads on.
 */
public final class Distribution {

  private final float[] scores; // (V)
  private final double logSumExp;

  /**
   * The distribution of some scores.
   *
   * @throws BadDataException if they are not finite, as those of a model with parameters near the
   *     largest float
   */
  Distribution(float[] scores, double logSumExp) {
    if (!Double.isFinite(logSumExp)) {
      throw new BadDataException(
          "expected finite scores of the model, found "
              + logSumExp
              + " as the logarithm of their sum; use another checkpoint of the run");
    }
    this.scores = scores;
    this.logSumExp = logSumExp;
  }

  /** V, the number of tokens. */
  public int size() {
    return scores.length;
  }

  /** The natural logarithm of the probability of token {@code id}. */
  public float logProbability(int id) {
    return (float) (scores[id] - logSumExp);
  }

  /** The probability of token {@code id}. */
  public double probability(int id) {
    return Math.exp(logProbability(id));
  }

  /**
   * Selects the most probable tokens.
   *
   * @param firstId the first token to consider; those before it are left out
   * @param count how many, at least 0; fewer are selected if there are fewer
   * @return by falling probability, ties by rising id
   */
  public int[] mostProbable(int firstId, int count) {
    Objects.checkIndex(firstId, size() + 1);
    TopIds top = new TopIds(this, Math.min(count, size() - firstId));
    for (int id = firstId; id < size(); id++) {
      top.offer(id);
    }
    return top.falling();
  }
}
