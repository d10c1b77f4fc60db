package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.BadDataException;
import org.unroll.text.Vocabulary;

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
    Vocabulary vocabulary = predictor.vocabulary();
    List<ScoredToken> tokens = new ArrayList<>();
    predictor.restart();
    predictor
        .tokenizer()
        .tokenize(
            text,
            token -> {
              int id = vocabulary.id(token);
              tokens.add(
                  new ScoredToken(predictor.tokenizer().show(token), predictor.logProbability(id)));
              predictor.read(id);
            });
    if (tokens.isEmpty()) {
      throw new BadDataException("expected a text with at least one token, found none");
    }
    double sum = tokens.stream().mapToDouble(ScoredToken::logProbability).sum();
    return new ScoreReport(text, sum, Math.exp(-sum / tokens.size()), tokens);
  }
}
