package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.BadDataException;

/** The probability of a text, which tells the likelier of two sentences. */
public final class Scorer {

  /**
   * A token of the text; one that the vocabulary does not have is scored as {@code <unk>}.
   *
   * @param token as people read it
   * @param logProbability the natural logarithm of its probability after the tokens before it
   */
  public record ScoredToken(String token, double logProbability) {}

  /**
   * The probability of a text.
   *
   * @param text as it was given
   * @param logProbability of the whole text, its natural logarithm: the sum over its tokens
   * @param perplexity exp of the mean negative log-probability of a token
   * @param tokens in the order of the text
   */
  public record ScoreReport(
      String text, double logProbability, double perplexity, List<ScoredToken> tokens) {}

  private final TextModel model;

  /** A scorer that uses a model, and does not close it. */
  public Scorer(TextModel model) {
    this.model = model;
  }

  /**
   * Scores a text: a line, whose end is not part of it.
   *
   * @throws BadDataException if it has no token
   */
  public ScoreReport score(String text) {
    List<String> tokens = model.tokens(text);
    if (tokens.isEmpty()) {
      throw new BadDataException("expected a text with at least one token, found none");
    }
    int[] ids = tokens.stream().mapToInt(model.vocabulary()::id).toArray();
    List<ScoredToken> scored = new ArrayList<>();
    try (Session session = model.newSession()) {
      float[] logProbabilities = session.score(ids);
      for (int i = 0; i < ids.length; i++) {
        scored.add(new ScoredToken(model.tokenizer().show(tokens.get(i)), logProbabilities[i]));
      }
    }
    double sum = scored.stream().mapToDouble(ScoredToken::logProbability).sum();
    return new ScoreReport(text, sum, Math.exp(-sum / scored.size()), scored);
  }
}
