package org.unroll.task.score;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sums for the BLEU score of a corpus (Papineni et al. 2002), computed as sacreBLEU does (Post
 * 2018): n-grams up to four words, tokens by 13a, exponential smoothing, the reference of the
 * closest length.
 */
public final class Bleu implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int ORDERS = 4;

  private final boolean lowerCase;
  private final long[] matches = new long[ORDERS];
  private final long[] totals = new long[ORDERS];
  private long length;
  private long referenceLength;
  private int references;

  /**
   * Sums over nothing.
   *
   * @param lowerCase whether case is ignored
   */
  public Bleu(boolean lowerCase) {
    this.lowerCase = lowerCase;
  }

  /**
   * Adds a text.
   *
   * @param references at least one
   */
  public void add(String text, List<String> references) {
    List<String> tokens = tokenize(text);
    List<List<String>> wanted = references.stream().map(this::tokenize).toList();
    for (int order = 1; order <= ORDERS; order++) {
      Map<List<String>, Integer> most = new HashMap<>();
      for (List<String> reference : wanted) {
        NGrams.count(reference, order)
            .forEach((gram, count) -> most.merge(gram, count, Integer::max));
      }
      matches[order - 1] += NGrams.matches(NGrams.count(tokens, order), most);
      totals[order - 1] += Math.max(0, tokens.size() - order + 1);
    }
    length += tokens.size();
    referenceLength += closest(tokens.size(), wanted);
    this.references = Math.max(this.references, references.size());
  }

  private List<String> tokenize(String text) {
    return Tokenizer13a.tokenize(lowerCase ? text.toLowerCase(Locale.ROOT) : text);
  }

  /** The closest length of a reference; of two that are equally close, the shorter one. */
  private static int closest(int length, List<List<String>> references) {
    int closest = references.get(0).size();
    for (List<String> reference : references) {
      int distance = Math.abs(reference.size() - length);
      int least = Math.abs(closest - length);
      if (distance < least || (distance == least && reference.size() < closest)) {
        closest = reference.size();
      }
    }
    return closest;
  }

  /** Adds the sums of other texts. */
  public void add(Bleu other) {
    for (int i = 0; i < ORDERS; i++) {
      matches[i] += other.matches[i];
      totals[i] += other.totals[i];
    }
    length += other.length;
    referenceLength += other.referenceLength;
    references = Math.max(references, other.references);
  }

  /** The score with n-grams of up to four words, from 0 to 100. */
  public double score() {
    return score(ORDERS);
  }

  /**
   * The score with n-grams of up to {@code maxOrder} words, from 0 to 100: BLEU-1 to BLEU-4.
   *
   * @param maxOrder from 1 to 4
   */
  public double score(int maxOrder) {
    if (matches[0] == 0) {
      return 0;
    }
    double logs = 0;
    double smoothing = 1;
    for (int i = 0; i < maxOrder; i++) {
      if (totals[i] == 0) {
        return 0;
      }
      double right = matches[i];
      if (matches[i] == 0) {
        smoothing *= 2;
        right = 1 / smoothing;
      }
      logs += StrictMath.log(right / totals[i]);
    }
    return 100 * brevityPenalty() * StrictMath.exp(logs / maxOrder);
  }

  private double brevityPenalty() {
    return length >= referenceLength ? 1 : StrictMath.exp(1 - (double) referenceLength / length);
  }

  /** The settings of the score, in sacreBLEU's form. */
  public String signature() {
    return String.format(
        Locale.ROOT,
        "nrefs:%d|case:%s|eff:no|tok:13a|smooth:exp|version:%s",
        references,
        lowerCase ? "lc" : "mixed",
        ScorerVersion.get());
  }
}
