package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.text.Vocabulary;

/** The tokens that most probably come next, as the keyboard of a phone offers them. */
public final class Completer {

  /**
   * A token that may come next.
   *
   * @param token as people read it
   * @param probability of the token, after the prompt
   */
  public record Completion(String token, double probability) {}

  /**
   * The completions of a prompt.
   *
   * @param prompt the text so far
   * @param completions most probable first
   * @param unknown the tokens of the prompt that the model does not know and reads as {@code
   *     <unk>}, each once
   */
  public record CompletionReport(
      String prompt, List<Completion> completions, List<String> unknown) {}

  private final TextModel model;

  /** A completer that uses a model, and does not close it. */
  public Completer(TextModel model) {
    this.model = model;
  }

  /**
   * Finds the most probable next tokens; {@code <pad>} and {@code <unk>} are never offered.
   *
   * @param prompt the text so far; each end of a line in it is read as {@code <eos>}
   * @param k how many, at least 1; fewer are found if there are fewer
   * @throws org.unroll.errors.BadDataException if the model's probabilities are not numbers
   */
  public CompletionReport complete(String prompt, int k) {
    if (k < 1) {
      throw new ConfigurationException("expected at least 1 completion, found " + k);
    }
    EncodedText text = model.encoded(prompt);
    try (Session session = model.newSession()) {
      session.read(text.ids());
      Distribution next = session.next();
      List<Completion> completions = new ArrayList<>();
      for (int id : next.mostProbable(Vocabulary.EOS, k)) {
        TextModel.requireFinite(next.logProbability(id));
        completions.add(new Completion(model.show(id), next.probability(id)));
      }
      return new CompletionReport(prompt, completions, text.unknown());
    }
  }
}
