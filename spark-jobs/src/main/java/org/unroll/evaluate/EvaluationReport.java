package org.unroll.evaluate;

import java.util.Objects;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.task.language.LanguageMetrics;

/**
 * How well a model predicts a split.
 *
 * @param split its label
 * @param tokens predictions made
 * @param perplexity exp of the mean negative log-probability of a token
 * @param bitsPerToken the mean negative log-probability of a token, in bits
 * @param accuracyAt1 the fraction of tokens ranked first
 * @param accuracyAt3 the fraction of tokens ranked among the first three
 * @param accuracyAt1WithoutUnk of the tokens that are not {@code <unk>}, which is never offered
 * @param accuracyAt3WithoutUnk likewise
 * @param unkRate the fraction of tokens that are {@code <unk>}
 * @param unigramPerplexity of the training split's unigrams on the split: what a model must beat
 */
public record EvaluationReport(
    String split,
    long tokens,
    double perplexity,
    double bitsPerToken,
    double accuracyAt1,
    double accuracyAt3,
    double accuracyAt1WithoutUnk,
    double accuracyAt3WithoutUnk,
    double unkRate,
    double unigramPerplexity) {

  static EvaluationReport of(Split split, LanguageMetrics counts, Manifest manifest) {
    return new EvaluationReport(
        split.label(),
        counts.tokens(),
        counts.perplexity(),
        counts.bitsPerToken(),
        counts.accuracyAt1(),
        counts.accuracyAt3(),
        counts.accuracyAt1WithoutUnk(),
        counts.accuracyAt3WithoutUnk(),
        counts.unkRate(),
        Objects.requireNonNull(
            manifest.counts(split).unigramPerplexity(), "a split with windows has tokens"));
  }
}
