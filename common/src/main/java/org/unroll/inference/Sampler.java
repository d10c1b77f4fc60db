package org.unroll.inference;

import java.util.ArrayList;
import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.text.TextEncoder;
import org.unroll.text.Vocabulary;

/** Writes a text by drawing each next token from the model's distribution. */
public final class Sampler {

  /** A generated text, the prompt included. */
  public record Sample(String prompt, String text) {}

  private final Predictor predictor;

  public Sampler(Predictor predictor) {
    this.predictor = predictor;
  }

  /**
   * Goes on from a prompt; the same arguments give the same text. {@code <pad>} and {@code <unk>}
   * are never drawn.
   *
   * @param prompt what the text begins with; may be empty
   * @param length how many tokens to add at most; {@code <eos>} becomes a line break
   * @param temperature above 0; below 1 the probable becomes more so, above 1 less
   */
  public Sample generate(String prompt, int length, double temperature, long seed) {
    if (!(temperature > 0)) {
      throw new ConfigurationException("--temperature must be above 0, found " + temperature);
    }
    TextEncoder encoder = predictor.encoder();
    List<String> line = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    predictor.restart();
    encoder.encodeTokens(
        prompt,
        (token, id) -> {
          line.add(token);
          predictor.read(id);
        });
    for (int drawn = 0; drawn < length; drawn++) {
      int id = draw(temperature, Seeds.uniform(seed, drawn));
      if (id == Vocabulary.EOS) {
        text.append(encoder.tokenizer().join(line)).append('\n');
        line.clear();
      } else {
        line.add(encoder.vocabulary().token(id));
      }
      predictor.read(id);
    }
    return new Sample(prompt, text.append(encoder.tokenizer().join(line)).toString());
  }

  /** The token at {@code place}, in [0, 1), of the distribution raised to 1 / temperature. */
  private int draw(double temperature, double place) {
    int size = predictor.encoder().vocabulary().size();
    double total = 0;
    for (int id = Vocabulary.EOS; id < size; id++) {
      total += Math.exp(predictor.logProbability(id) / temperature);
    }
    double left = place * total;
    for (int id = Vocabulary.EOS; id < size; id++) {
      left -= Math.exp(predictor.logProbability(id) / temperature);
      if (left < 0) {
        return id;
      }
    }
    return size - 1;
  }
}
