package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.BadDataException;
import org.unroll.text.TextEncoder;

/** Says how probable a text is, which tells the likelier of two sentences. */
public final class Scorer {

  /**
   * A token of the text; one that the vocabulary does not have is scored as {@code <unk>}.
   *
   * @param token as people read it
   */
  public record ScoredToken(String token, double logProbability) {}

  /**
   * The probability of a text.
   *
   * @param logProbability of the whole text, its natural logarithm: the sum over its tokens
   * @param perplexity exp of the mean negative log-probability of a token
   * @param tokens in the order of the text
   */
  public record ScoreReport(
      String text, double logProbability, double perplexity, List<ScoredToken> tokens) {}

  private final Predictor predictor;

  public Scorer(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * Scores a text: a line, whose end is not part of it.
   *
   * @throws BadDataException if it has no token
   */
  public ScoreReport score(String text) {
    TextEncoder encoder = predictor.encoder();
    List<ScoredToken> tokens = new ArrayList<>();
    predictor.restart();
    encoder.encodeTokens(
        text,
        (token, id) -> {
          String shown = encoder.tokenizer().show(token);
          tokens.add(new ScoredToken(shown, predictor.logProbability(id)));
          predictor.read(id);
        });
    if (tokens.isEmpty()) {
      throw new BadDataException("expected a text with at least one token, found none");
    }
    double sum = tokens.stream().mapToDouble(ScoredToken::logProbability).sum();
    return new ScoreReport(text, sum, Math.exp(-sum / tokens.size()), tokens);
  }
}
