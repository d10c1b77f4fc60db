package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.text.Vocabulary;

/** The probability of a text, which tells the likelier of two sentences. */
public final class Scorer {

  /**
   * A token of the text.
   *
   * @param token as people read it
   * @param logProbability the natural logarithm of its probability after the tokens before it
   * @param unknown whether the vocabulary does not have it, so that it is scored as {@code <unk>}
   */
  public record ScoredToken(String token, double logProbability, boolean unknown) {}

  /**
   * The probability of a text.
   *
   * @param text as it was given
   * @param logProbability of the whole text, its natural logarithm: the sum over its tokens
   * @param perplexity exp of the mean negative log-probability of a token
   * @param logProbabilityWithoutUnk the sum over the tokens that are known
   * @param perplexityWithoutUnk exp of the mean negative log-probability of a token that is known;
   *     null if none is
   * @param unknown the number of tokens that are scored as {@code <unk>}
   * @param endsOfLines the number of tokens that are ends of lines, {@code <eos>}
   * @param tokens in the order of the text
   */
  public record ScoreReport(
      String text,
      double logProbability,
      double perplexity,
      double logProbabilityWithoutUnk,
      @Nullable Double perplexityWithoutUnk,
      long unknown,
      long endsOfLines,
      List<ScoredToken> tokens)
      implements Scores {}

  private final TextModel model;

  /** A scorer that uses a model, and does not close it. */
  public Scorer(TextModel model) {
    this.model = model;
  }

  /**
   * Scores a text that begins a line: its tokens, and each end of a line in it as {@code <eos>}. If
   * it does not end with one, the end of its last line is not part of it.
   *
   * @throws BadDataException if it has no token
   */
  public ScoreReport score(String text) {
    EncodedText encoded = model.encoded(text);
    if (encoded.length() == 0) {
      throw new BadDataException("expected a text with at least one token, found none");
    }
    try (Session session = model.newSession()) {
      return report(text, encoded, session.score(encoded.ids()));
    }
  }

  /**
   * Scores each of some lines by itself, its end included, as {@link #score} does with the line and
   * a line feed. They are read together, which is faster, and gives the same figures.
   *
   * @param lines without line breaks; an empty one is an end alone
   * @return one for each line; its text is without the end
   */
  public List<ScoreReport> scoreLines(List<String> lines) {
    List<EncodedText> texts = lines.stream().map(line -> model.encoded(line + "\n")).toList();
    float[][] logProbabilities = LineBatch.score(model, texts);
    return IntStream.range(0, lines.size())
        .mapToObj(i -> report(lines.get(i), texts.get(i), logProbabilities[i]))
        .toList();
  }

  private static ScoreReport report(String text, EncodedText encoded, float[] logProbabilities) {
    List<ScoredToken> scored = new ArrayList<>(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      scored.add(new ScoredToken(encoded.show(i), logProbabilities[i], encoded.isUnknown(i)));
    }
    double sum = scored.stream().mapToDouble(ScoredToken::logProbability).sum();
    TextModel.requireFinite(sum);
    List<ScoredToken> known = scored.stream().filter(token -> !token.unknown()).toList();
    double sumOfKnown = known.stream().mapToDouble(ScoredToken::logProbability).sum();
    return new ScoreReport(
        text,
        sum,
        ScoreTotals.perplexity(sum, scored.size()),
        sumOfKnown,
        known.isEmpty() ? null : ScoreTotals.perplexity(sumOfKnown, known.size()),
        scored.size() - known.size(),
        IntStream.of(encoded.ids()).filter(id -> id == Vocabulary.EOS).count(),
        scored);
  }
}
