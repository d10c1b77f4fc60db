package org.unroll.task.score;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Sums for the chrF score of a corpus (Popović 2015), computed as sacreBLEU does: n-grams of up to
 * six characters without white space, recall counted twice as much as precision. Of several
 * references the one counts that a text scores best with.
 */
public final class ChrF implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final int ORDERS = 6;
  private static final double BETA_SQUARED = 4;

  private final long[] found = new long[ORDERS];
  private final long[] wanted = new long[ORDERS];
  private final long[] matches = new long[ORDERS];
  private int references;

  /**
   * Adds a text.
   *
   * @param references at least one
   */
  public void add(String text, List<String> references) {
    ChrF best = null;
    for (String reference : references) {
      ChrF sums = new ChrF();
      sums.add(text, reference);
      if (best == null || sums.score() > best.score()) {
        best = sums;
      }
    }
    if (best != null) {
      add(best);
    }
    this.references = Math.max(this.references, references.size());
  }

  private void add(String text, String reference) {
    List<Integer> characters = characters(text);
    List<Integer> right = characters(reference);
    for (int order = 1; order <= ORDERS; order++) {
      Map<List<Integer>, Integer> grams = NGrams.count(characters, order);
      matches[order - 1] += NGrams.matches(grams, NGrams.count(right, order));
      found[order - 1] += Math.max(0, characters.size() - order + 1);
      wanted[order - 1] += Math.max(0, right.size() - order + 1);
    }
  }

  private static List<Integer> characters(String text) {
    return text.codePoints().filter(c -> !Character.isWhitespace(c)).boxed().toList();
  }

  /** Adds the sums of other texts. */
  public void add(ChrF other) {
    for (int i = 0; i < ORDERS; i++) {
      found[i] += other.found[i];
      wanted[i] += other.wanted[i];
      matches[i] += other.matches[i];
    }
    references = Math.max(references, other.references);
  }

  /** The score, from 0 to 100. */
  public double score() {
    double precision = 0;
    double recall = 0;
    int orders = 0;
    for (int i = 0; i < ORDERS; i++) {
      if (found[i] > 0 && wanted[i] > 0) {
        precision += (double) matches[i] / found[i];
        recall += (double) matches[i] / wanted[i];
        orders++;
      }
    }
    if (precision + recall == 0) {
      return 0;
    }
    precision /= orders;
    recall /= orders;
    return 100 * (1 + BETA_SQUARED) * precision * recall / (BETA_SQUARED * precision + recall);
  }

  /** The settings of the score, in sacreBLEU's form. */
  public String signature() {
    return String.format(
        Locale.ROOT,
        "nrefs:%d|case:mixed|eff:yes|nc:6|nw:0|space:no|version:%s",
        references,
        ScorerVersion.get());
  }
}
