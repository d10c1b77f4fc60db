package org.unroll.task.generation;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The width of a search for the most probable text, and how lengths are compared.
 *
 * @param beamSize the number of texts that are followed at a time; with 1 the search is greedy
 * @param lengthPenalty alpha of Wu et al. 2016: a text of n tokens, {@code <eos>} included, has the
 *     score {@code log p / ((5 + n) / 6)^alpha}; 0 for log p itself, which favours short texts
 */
public record SearchConfig(int beamSize, double lengthPenalty) implements Serializable {

  /** The choice of the most probable token at each step. */
  public static final SearchConfig GREEDY = new SearchConfig(1, 0);

  public SearchConfig {
    if (beamSize < 1) {
      throw new ConfigurationException("beamSize must be at least 1, found " + beamSize);
    }
    if (!(lengthPenalty >= 0 && lengthPenalty < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException("lengthPenalty must be at least 0, found " + lengthPenalty);
    }
  }

  /** The score of a text. */
  double score(double logProbability, int tokens) {
    return logProbability / StrictMath.pow((5.0 + tokens) / 6, lengthPenalty);
  }
}
