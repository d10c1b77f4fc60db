package org.unroll.inference;

import org.unroll.errors.ConfigurationException;

/**
 * The way in which the next token is drawn from a distribution. The steps follow one another in the
 * order of the components; each leaves some tokens out or changes their weights.
 *
 * @param repetitionPenalty above 0; the log-probability of a token that the text has already is
 *     multiplied by it, so that above 1 repetitions become rarer (Keskar et al. 2019); 1 for none
 * @param temperature at least 0; below 1 probable tokens become more probable, above 1 less; at 0
 *     each token is the most probable one, of equals the one with the lowest id
 * @param topK the number of the most probable tokens that are kept; 0 for all
 * @param topP in (0, 1]; the most probable tokens that together have at least this probability are
 *     kept (Holtzman et al. 2020)
 * @param minP in [0, 1]; tokens are kept that have at least this fraction of the probability of the
 *     most probable one (Nguyen et al. 2025)
 * @param seed of the draws
 */
public record SamplingConfig(
    double repetitionPenalty, double temperature, int topK, double topP, double minP, long seed) {

  /** Checks the values. */
  public SamplingConfig {
    check(
        repetitionPenalty > 0 && isFinite(repetitionPenalty),
        "finite repetition penalty above 0",
        repetitionPenalty);
    check(
        temperature >= 0 && isFinite(temperature), "finite temperature of at least 0", temperature);
    check(topK >= 0, "top-k of at least 0", topK);
    check(topP > 0 && topP <= 1, "top-p above 0 and at most 1", topP);
    check(minP >= 0 && minP <= 1, "min-p from 0 to 1", minP);
  }

  /** Draws from the whole distribution, changed by a temperature alone. */
  public static SamplingConfig of(double temperature, long seed) {
    return new SamplingConfig(1, temperature, 0, 1, 0, seed);
  }

  private static boolean isFinite(double value) {
    return Math.abs(value) <= Double.MAX_VALUE;
  }

  private static void check(boolean holds, String expected, Number found) {
    if (!holds) {
      throw new ConfigurationException("expected a " + expected + ", found " + found);
    }
  }
}
