package org.unroll.task.translation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.unroll.task.Metrics;
import org.unroll.task.score.Bleu;
import org.unroll.task.score.ChrF;

/** The scores of translations, and the perplexity of the right ones. */
public final class TranslationMetrics implements Metrics {

  /** The score of the translations as they are, from 0 to 100. */
  public static final String BLEU = "bleu";

  private static final long serialVersionUID = 1L;

  private final Bleu bleu = new Bleu(false);
  private final Bleu lowerCaseBleu = new Bleu(true);
  private final ChrF chrF = new ChrF();
  private long tokens;
  private double loss;

  /**
   * Adds the right tokens of some pairs.
   *
   * @param negativeLogProbability the sum of {@code -log p} of them, in nats
   */
  void countTokens(long count, double negativeLogProbability) {
    tokens += count;
    loss += negativeLogProbability;
  }

  /** Adds a translation. */
  public void count(String translation, String reference) {
    List<String> references = List.of(reference);
    bleu.add(translation, references);
    lowerCaseBleu.add(translation, references);
    chrF.add(translation, references);
  }

  @Override
  public void add(Metrics other) {
    TranslationMetrics part = (TranslationMetrics) other;
    bleu.add(part.bleu);
    lowerCaseBleu.add(part.lowerCaseBleu);
    chrF.add(part.chrF);
    tokens += part.tokens;
    loss += part.loss;
  }

  /** The number of tokens of the right translations, {@code <eos>} included. */
  @Override
  public long predictions() {
    return tokens;
  }

  /** BLEU, BLEU without regard to case, chrF, and the perplexity of the right translations. */
  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(BLEU, bleu.score());
    figures.put("bleuLowerCase", lowerCaseBleu.score());
    figures.put("chrF", chrF.score());
    figures.put("perplexity", StrictMath.exp(loss / tokens));
    return figures;
  }

  /** The settings of the scores by the names of their figures, in sacreBLEU's form. */
  public Map<String, String> signatures() {
    Map<String, String> signatures = new LinkedHashMap<>();
    signatures.put(BLEU, bleu.signature());
    signatures.put("bleuLowerCase", lowerCaseBleu.signature());
    signatures.put("chrF", chrF.signature());
    return signatures;
  }
}
