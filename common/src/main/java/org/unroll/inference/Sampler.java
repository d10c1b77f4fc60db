package org.unroll.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.text.Vocabulary;

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
   * @param length how many tokens to add, at least 1; {@code <eos>} becomes a line break
   * @param temperature at least 0; below 1 probable tokens become more probable, above 1 less; at 0
   *     each token is the most probable one, of equals the one with the lowest id
   * @param seed of the draws
   * @throws org.unroll.errors.BadDataException if the model's probabilities are not numbers
   */
  public Sample generate(String prompt, int length, double temperature, long seed) {
    if (!(temperature >= 0 && temperature <= Double.MAX_VALUE)) {
      throw new ConfigurationException(
          "expected a finite temperature of at least 0, found " + temperature);
    }
    if (length < 1) {
      throw new ConfigurationException(
          "expected a length of at least 1 token to generate, found " + length);
    }
    EncodedText text = model.encoded(prompt);
    List<String> tokens = new ArrayList<>(text.tokens());
    TokenDraw draw = new TokenDraw(drawable(), temperature);
    try (Session session = model.newSession()) {
      session.read(text.ids());
      for (int drawn = 0; drawn < length; drawn++) {
        int id = draw.next(session.next(), Seeds.uniform(seed, drawn));
        tokens.add(model.vocabulary().token(id));
        session.read(id);
      }
    }
    return new Sample(prompt, model.tokenizer().join(tokens));
  }

  /**
   * The ids that may be drawn: all but {@code <pad>}, {@code <unk>}, and the subwords with a line
   * break in them, which no line of text has: only {@code <eos>} ends a line.
   */
  private int[] drawable() {
    Vocabulary vocabulary = model.vocabulary();
    int[] ids = new int[vocabulary.size()];
    int count = 0;
    for (int id = Vocabulary.EOS; id < ids.length; id++) {
      String shown = model.show(id);
      if (id == Vocabulary.EOS || (shown.indexOf('\n') < 0 && shown.indexOf('\r') < 0)) {
        ids[count++] = id;
      }
    }
    return Arrays.copyOf(ids, count);
  }
}
