package org.unroll.inference;

import java.util.ArrayList;
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
   * @param prompt what the text begins with; may be empty
   * @param length how many tokens to add; {@code <eos>} becomes a line break
   * @param temperature above 0; below 1 probable tokens become more probable, above 1 less
   * @param seed of the draws
   */
  public Sample generate(String prompt, int length, double temperature, long seed) {
    if (!(temperature > 0)) {
      throw new ConfigurationException("expected a temperature above 0, found " + temperature);
    }
    Vocabulary vocabulary = model.vocabulary();
    double[] weights = new double[vocabulary.size()];
    List<String> line = new ArrayList<>(model.tokens(prompt));
    StringBuilder text = new StringBuilder();
    try (Session session = model.newSession()) {
      session.read(model.encode(prompt));
      for (int drawn = 0; drawn < length; drawn++) {
        int id = draw(session.next(), temperature, Seeds.uniform(seed, drawn), weights);
        if (id == Vocabulary.EOS) {
          text.append(model.tokenizer().join(line)).append('\n');
          line.clear();
        } else {
          line.add(vocabulary.token(id));
        }
        session.read(id);
      }
    }
    return new Sample(prompt, text.append(model.tokenizer().join(line)).toString());
  }

  /**
   * Draws a token from a distribution raised to 1 / temperature.
   *
   * @param place where the token stands in the distribution, in [0, 1)
   * @param weights (V), overwritten
   */
  private static int draw(Distribution next, double temperature, double place, double[] weights) {
    double total = 0;
    for (int id = Vocabulary.EOS; id < weights.length; id++) {
      weights[id] = Math.exp(next.logProbability(id) / temperature);
      total += weights[id];
    }
    double left = place * total;
    for (int id = Vocabulary.EOS; id < weights.length; id++) {
      left -= weights[id];
      if (left < 0) {
        return id;
      }
    }
    return weights.length - 1;
  }
}
