package org.unroll.inference;

import org.jspecify.annotations.Nullable;
import org.unroll.inference.Scorer.ScoreReport;

/** The sums over the scores of many lines. */
public final class ScoreTotals {

  /**
   * The probability of all lines, each by itself.
   *
   * @param lines the number of lines, each of which ends with one of the tokens
   * @param tokens the number of tokens, the ends of lines included
   * @param logProbability the sum over all tokens
   * @param perplexity exp of the mean negative log-probability of a token
   * @param logProbabilityWithoutUnk the sum over the tokens that are known
   * @param perplexityWithoutUnk exp of the mean negative log-probability of a token that is known;
   *     null if none is
   * @param unknown the number of tokens that are scored as {@code <unk>}
   */
  public record ScoreSummary(
      long lines,
      long tokens,
      double logProbability,
      double perplexity,
      double logProbabilityWithoutUnk,
      @Nullable Double perplexityWithoutUnk,
      long unknown)
      implements Scores {}

  private long lines;
  private long tokens;
  private long unknown;
  private double logProbability;
  private double logProbabilityWithoutUnk;

  /** Adds a line. */
  public void add(ScoreReport line) {
    lines++;
    tokens += line.tokens().size();
    unknown += line.unknown();
    logProbability += line.logProbability();
    logProbabilityWithoutUnk += line.logProbabilityWithoutUnk();
  }

  /** Returns the number of lines so far. */
  public long lines() {
    return lines;
  }

  /** Summarises the lines so far, of which there is at least one. */
  public ScoreSummary summary() {
    long known = tokens - unknown;
    return new ScoreSummary(
        lines,
        tokens,
        logProbability,
        perplexity(logProbability, tokens),
        logProbabilityWithoutUnk,
        known == 0 ? null : perplexity(logProbabilityWithoutUnk, known),
        unknown);
  }

  static double perplexity(double logProbability, long tokens) {
    return Math.exp(-logProbability / tokens);
  }
}
