package org.unroll.inference;

import java.util.Arrays;
import java.util.BitSet;

/**
 * A draw of tokens from distributions that a {@link SamplingConfig} changes. Exponentials are taken
 * relative to the most probable token, whose weight is 1: they never vanish together, however low
 * the temperature.
 */
final class TokenDraw {

  private final int[] ids;
  private final SamplingConfig sampling;
  private final double[] weights; // one for each of ids
  private final double[] sorted; // likewise

  /**
   * A draw from some of the tokens.
   *
   * @param ids those that may be drawn, rising; at least one
   */
  TokenDraw(int[] ids, SamplingConfig sampling) {
    this.ids = ids;
    this.sampling = sampling;
    this.weights = new double[ids.length];
    this.sorted = new double[isCut() ? ids.length : 0];
  }

  private boolean isCut() {
    return sampling.topK() > 0 || sampling.topP() < 1;
  }

  /**
   * Draws a token.
   *
   * @param seen the ids that the text has already
   * @param place where the token stands in the distribution, in [0, 1)
   * @return its id
   * @throws org.unroll.errors.BadDataException if a probability is not a number
   */
  int next(Distribution distribution, BitSet seen, double place) {
    int best = mostProbable(distribution, seen);
    if (sampling.temperature() == 0) {
      return best;
    }
    double max = logProbability(distribution, seen, best);
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          Math.exp((logProbability(distribution, seen, ids[i]) - max) / sampling.temperature());
    }
    if (isCut()) {
      keepMostProbable();
    }
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] < sampling.minP()) {
        weights[i] = 0;
      }
      total += weights[i];
    }
    TextModel.requireFinite(total);
    return at(place * total, best);
  }

  private double logProbability(Distribution distribution, BitSet seen, int id) {
    double logProbability = distribution.logProbability(id);
    return sampling.repetitionPenalty() != 1 && seen.get(id)
        ? logProbability * sampling.repetitionPenalty()
        : logProbability;
  }

  /** The id with which the sum of the weights exceeds {@code place}. */
  private int at(double place, int best) {
    double left = place;
    int last = best;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        last = ids[i];
        left -= weights[i];
        if (left < 0) {
          break;
        }
      }
    }
    return last;
  }

  /** Sets the weights to 0 of all but the largest ones; of equals, the first are kept. */
  private void keepMostProbable() {
    System.arraycopy(weights, 0, sorted, 0, weights.length);
    Arrays.sort(sorted);
    int count = nucleus(sampling.topK() == 0 ? ids.length : Math.min(ids.length, sampling.topK()));
    double least = sorted[ids.length - count];
    int equal = 0;
    for (int i = ids.length - count; i < ids.length && sorted[i] == least; i++) {
      equal++;
    }
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] < least || (weights[i] == least && equal-- <= 0)) {
        weights[i] = 0;
      }
    }
  }

  /** How many of the {@code count} largest weights it takes to have topP of their sum. */
  private int nucleus(int count) {
    double total = 0;
    for (int i = ids.length - count; i < ids.length; i++) {
      total += sorted[i];
    }
    double needed = sampling.topP() * total;
    double reached = 0;
    int taken = 0;
    while (taken < count && (taken == 0 || reached < needed)) {
      taken++;
      reached += sorted[ids.length - taken];
    }
    return taken;
  }

  /** The most probable of the ids, of equals the lowest. */
  private int mostProbable(Distribution distribution, BitSet seen) {
    int best = ids[0];
    double max = logProbability(distribution, seen, best);
    for (int id : ids) {
      double logProbability = logProbability(distribution, seen, id);
      if (logProbability > max) {
        best = id;
        max = logProbability;
      }
    }
    TextModel.requireFinite(max);
    return best;
  }
}
