package org.unroll.inference;

/**
 * A draw of tokens from distributions raised to 1 / temperature. Exponentials are taken relative to
 * the most probable token, whose weight is 1: they never vanish together, however low the
 * temperature.
 */
final class TokenDraw {

  private final int[] ids;
  private final double temperature;
  private final double[] weights; // one for each of ids

  /**
   * A draw from some of the tokens.
   *
   * @param ids those that may be drawn, rising; at least one
   * @param temperature finite, at least 0; at 0 the most probable token is taken
   */
  TokenDraw(int[] ids, double temperature) {
    this.ids = ids;
    this.temperature = temperature;
    this.weights = new double[ids.length];
  }

  /**
   * Draws a token.
   *
   * @param place where the token stands in the distribution, in [0, 1)
   * @return its id
   * @throws org.unroll.errors.BadDataException if a probability is not a number
   */
  int next(Distribution distribution, double place) {
    int best = mostProbable(distribution);
    if (temperature == 0) {
      return best;
    }
    double max = distribution.logProbability(best);
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = Math.exp((distribution.logProbability(ids[i]) - max) / temperature);
      total += weights[i];
    }
    TextModel.requireFinite(total);
    double left = place * total;
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

  /** The most probable of the ids, of equals the lowest. */
  private int mostProbable(Distribution distribution) {
    int best = ids[0];
    for (int id : ids) {
      if (distribution.logProbability(id) > distribution.logProbability(best)) {
        best = id;
      }
    }
    TextModel.requireFinite(distribution.logProbability(best));
    return best;
  }
}
