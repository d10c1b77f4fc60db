package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;

/** Texts made by drawing each next token from the model's distribution. */
public final class Sampler {

  /**
   * A generated text.
   *
   * @param prompt what it begins with
   * @param text the whole text, the prompt included
   */
  public record Sample(String prompt, String text) {}

  private final TextModel model;

  /** A sampler that uses a model, and does not close it. */
  public Sampler(TextModel model) {
    this.model = model;
  }

  /**
   * Continues a prompt; the same arguments give the same text. {@code <pad>} and {@code <unk>} are
   * never drawn.
   *
   * @param prompt what the text begins with; may be empty; each end of a line in it is read as
   *     {@code <eos>}
   * @param config how long the text becomes, and how its tokens are drawn; {@code <eos>} becomes a
   *     line break
   * @throws org.unroll.errors.BadDataException if the model's probabilities are not numbers
   */
  public Sample generate(String prompt, GenerationConfig config) {
    EncodedText text = model.encoded(prompt);
    Continuation continuation = new Continuation(model, prompt, text.ids(), config);
    try (Session session = model.newSession()) {
      session.read(text.ids());
      while (!continuation.isFinished()) {
        session.read(continuation.draw(session.next()));
      }
    }
    List<String> tokens = new ArrayList<>(text.tokens());
    for (int id : continuation.drawn()) {
      tokens.add(model.vocabulary().token(id));
    }
    String whole = model.tokenizer().join(tokens);
    return new Sample(prompt, whole.substring(0, whole.length() - continuation.cut()));
  }

  /** Continues a prompt by {@code length} tokens, drawn at a temperature. */
  public Sample generate(String prompt, int length, double temperature, long seed) {
    return generate(
        prompt, new GenerationConfig(SamplingConfig.of(temperature, seed), length, List.of()));
  }
}
