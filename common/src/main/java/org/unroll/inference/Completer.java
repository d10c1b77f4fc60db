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
   */
  public record CompletionReport(String prompt, List<Completion> completions) {}

  private final TextModel model;

  /** A completer that uses a model, and does not close it. */
  public Completer(TextModel model) {
    this.model = model;
  }

  /**
   * Finds the most probable next tokens; {@code <pad>} and {@code <unk>} are never offered.
   *
   * @param prompt the text so far
   * @param k how many, at least 1
   */
  public CompletionReport complete(String prompt, int k) {
    if (k < 1) {
      throw new ConfigurationException("expected at least 1 completion, found " + k);
    }
    try (Session session = model.newSession()) {
      session.read(model.encode(prompt));
      Distribution next = session.next();
      List<Completion> completions = new ArrayList<>();
      for (int id : next.mostProbable(Vocabulary.EOS, k)) {
        completions.add(new Completion(model.show(id), next.probability(id)));
      }
      return new CompletionReport(prompt, completions);
    }
  }
}
