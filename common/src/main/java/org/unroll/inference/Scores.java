package org.unroll.inference;

import org.jspecify.annotations.Nullable;

/** The probability of a text or of many lines. */
public sealed interface Scores permits Scorer.ScoreReport, ScoreTotals.ScoreSummary {

  /** The natural logarithm of the probability: the sum over the tokens. */
  double logProbability();

  /** Exp of the mean negative log-probability of a token. */
  double perplexity();

  /** The sum over the tokens that are known. */
  double logProbabilityWithoutUnk();

  /** Exp of the mean negative log-probability of a token that is known; null if none is. */
  @Nullable Double perplexityWithoutUnk();

  /** The number of tokens that the vocabulary does not have, scored as {@code <unk>}. */
  long unknown();
}
