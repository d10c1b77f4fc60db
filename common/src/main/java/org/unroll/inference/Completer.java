package org.unroll.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.unroll.errors.ConfigurationException;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;

/** Offers the tokens that most probably come next, as the keyboard of a phone does. */
public final class Completer {

  /**
   * A token that may come next.
   *
   * @param token as people read it
   */
  public record Completion(String token, double probability) {}

  /** What a prompt may be completed with, most probable first. */
  public record CompletionReport(String prompt, List<Completion> completions) {}

  private final Predictor predictor;

  public Completer(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * The most probable next tokens; {@code <pad>} and {@code <unk>} are never offered.
   *
   * @param prompt the text so far
   * @param k how many, at least 1
   */
  public CompletionReport complete(String prompt, int k) {
    if (k < 1) {
      throw new ConfigurationException("-k must be at least 1, found " + k);
    }
    TextEncoder encoder = predictor.encoder();
    predictor.restart();
    encoder.encode(prompt, predictor::read);
    List<Completion> completions = new ArrayList<>();
    IntStream.range(Vocabulary.EOS, encoder.vocabulary().size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer id) -> -predictor.logProbability(id)))
        .limit(k)
        .forEach(
            id ->
                completions.add(
                    new Completion(encoder.show(id), Math.exp(predictor.logProbability(id)))));
    return new CompletionReport(prompt, completions);
  }
}
