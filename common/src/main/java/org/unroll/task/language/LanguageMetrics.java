package org.unroll.task.language;

import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.task.Metrics;
import org.unroll.text.Vocabulary;

/** Metrics of a model's predictions of a text, token by token. */
public final class LanguageMetrics implements Metrics {

  /** exp of the mean negative log-probability of a token. */
  public static final String PERPLEXITY = "perplexity";

  private static final long serialVersionUID = 1L;

  private long tokens;
  private long unknownTokens;
  private double loss;
  private long hitsAt1;
  private long hitsAt3;
  private long hitsAt1WithoutUnk;
  private long hitsAt3WithoutUnk;

  /**
   * Counts a prediction by the number of tokens that the model ranks before the right one.
   *
   * @param target the right token
   * @param scores from {@code offset} on, one for each of V tokens: {@code log p(w) = scores[w] -
   *     logSumExp}
   */
  void count(int target, float[] scores, int offset, int vocabularySize, double logSumExp) {
    float right = scores[offset + target];
    int rank = 0;
    for (int id = Vocabulary.UNK; id < vocabularySize; id++) {
      float score = scores[offset + id];
      if (score > right || (score == right && id < target)) {
        rank++;
      }
    }
    float unknown = scores[offset + Vocabulary.UNK];
    boolean unknownBefore = unknown > right || (unknown == right && Vocabulary.UNK < target);
    count(logSumExp - right, rank, target == Vocabulary.UNK, unknownBefore ? rank - 1 : rank);
  }

  /**
   * Counts one prediction: how many words the model ranked before the right one, with and without
   * {@code <unk>}.
   */
  private void count(double negativeLogProbability, int rank, boolean unknown, int rankWithoutUnk) {
    tokens++;
    loss += negativeLogProbability;
    hitsAt1 += rank < 1 ? 1 : 0;
    hitsAt3 += rank < 3 ? 1 : 0;
    if (unknown) {
      unknownTokens++;
    } else {
      hitsAt1WithoutUnk += rankWithoutUnk < 1 ? 1 : 0;
      hitsAt3WithoutUnk += rankWithoutUnk < 3 ? 1 : 0;
    }
  }

  @Override
  public void add(Metrics other) {
    LanguageMetrics part = (LanguageMetrics) other;
    tokens += part.tokens;
    unknownTokens += part.unknownTokens;
    loss += part.loss;
    hitsAt1 += part.hitsAt1;
    hitsAt3 += part.hitsAt3;
    hitsAt1WithoutUnk += part.hitsAt1WithoutUnk;
    hitsAt3WithoutUnk += part.hitsAt3WithoutUnk;
  }

  @Override
  public long predictions() {
    return tokens;
  }

  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(PERPLEXITY, perplexity());
    figures.put("bitsPerToken", bitsPerToken());
    figures.put("accuracyAt1", accuracyAt1());
    figures.put("accuracyAt3", accuracyAt3());
    figures.put("accuracyAt1WithoutUnk", accuracyAt1WithoutUnk());
    figures.put("accuracyAt3WithoutUnk", accuracyAt3WithoutUnk());
    figures.put("unkRate", unkRate());
    return figures;
  }

  /** exp of the mean negative log-probability of a token; not a number if there was none. */
  public double perplexity() {
    return Math.exp(loss / tokens);
  }

  /** The mean negative log-probability of a token, in bits. */
  public double bitsPerToken() {
    return loss / tokens / Math.log(2);
  }

  /** The fraction of tokens that the model ranked first. */
  public double accuracyAt1() {
    return (double) hitsAt1 / tokens;
  }

  /** The fraction of tokens that the model ranked among its first three. */
  public double accuracyAt3() {
    return (double) hitsAt3 / tokens;
  }

  /** As {@link #accuracyAt1}, of the tokens that are not {@code <unk>}, which is never offered. */
  public double accuracyAt1WithoutUnk() {
    return (double) hitsAt1WithoutUnk / (tokens - unknownTokens);
  }

  /** As {@link #accuracyAt3}, of the tokens that are not {@code <unk>}, which is never offered. */
  public double accuracyAt3WithoutUnk() {
    return (double) hitsAt3WithoutUnk / (tokens - unknownTokens);
  }

  /** The fraction of tokens that are {@code <unk>}. */
  public double unkRate() {
    return (double) unknownTokens / tokens;
  }
}
