package org.unroll.task.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.task.Metrics;
import org.unroll.task.score.Bleu;

/**
 * The scores of descriptions against all that an item has, without regard to case, and the
 * perplexity of those.
 */
public final class DescriptionMetrics implements Metrics {

  /** The score with n-grams of up to four words, from 0 to 100. */
  public static final String BLEU4 = "bleu4";

  private static final long serialVersionUID = 1L;

  private final Bleu bleu = new Bleu(true);
  private long items;
  private long exact;
  private long tokens;
  private double loss;

  /**
   * Adds the tokens of some descriptions that items have.
   *
   * @param negativeLogProbability the sum of {@code -log p} of them, in nats
   */
  void countTokens(long count, double negativeLogProbability) {
    tokens += count;
    loss += negativeLogProbability;
  }

  /** Adds the description of an item. */
  public void count(String description, List<String> references) {
    bleu.add(description, references);
    items++;
    exact += references.contains(description) ? 1 : 0;
  }

  @Override
  public void add(Metrics other) {
    DescriptionMetrics part = (DescriptionMetrics) other;
    bleu.add(part.bleu);
    items += part.items;
    exact += part.exact;
    tokens += part.tokens;
    loss += part.loss;
  }

  /** The number of tokens of the descriptions that the items have, {@code <eos>} included. */
  @Override
  public long predictions() {
    return tokens;
  }

  /**
   * BLEU with n-grams of up to 4, 3, 2 and 1 words, the share of items with exactly one of their
   * descriptions, and the perplexity of those.
   */
  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(BLEU4, bleu.score());
    figures.put("bleu3", bleu.score(3));
    figures.put("bleu2", bleu.score(2));
    figures.put("bleu1", bleu.score(1));
    figures.put("exactMatch", (double) exact / items);
    figures.put("perplexity", StrictMath.exp(loss / tokens));
    return figures;
  }

  /** The settings of BLEU, in sacreBLEU's form. */
  public String signature() {
    return bleu.signature();
  }
}
