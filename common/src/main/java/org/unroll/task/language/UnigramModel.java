package org.unroll.task.language;

import org.unroll.text.Vocabulary;

/**
 * The model that knows only how often each token occurs in training: the baseline that a network
 * must beat.
 *
 * <p>Counts are smoothed by adding one, so that a token that training never saw has a probability
 * too.
 */
public final class UnigramModel {

  private final double[] logProbabilities;

  /**
   * A model of counts.
   *
   * @param counts how often each id occurs in the training split, {@code (V)}; {@code <pad>} is
   *     left out
   */
  public UnigramModel(long[] counts) {
    double total = 0;
    for (int id = 0; id < counts.length; id++) {
      total += id == Vocabulary.PAD ? 0 : counts[id] + 1;
    }
    logProbabilities = new double[counts.length];
    for (int id = 0; id < counts.length; id++) {
      logProbabilities[id] = Math.log((counts[id] + 1) / total);
    }
  }

  /**
   * The perplexity of a text: exp of the mean negative log-probability of its tokens.
   *
   * @param counts how often each id occurs in the text, {@code (V)}; {@code <pad>} is left out
   * @return not a number if the text is empty
   */
  public double perplexity(long[] counts) {
    double sum = 0;
    long tokens = 0;
    for (int id = 0; id < counts.length; id++) {
      if (id != Vocabulary.PAD) {
        sum -= counts[id] * logProbabilities[id];
        tokens += counts[id];
      }
    }
    return Math.exp(sum / tokens);
  }
}
