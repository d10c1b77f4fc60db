package org.unroll.inference.prediction;

import java.util.List;
import java.util.Locale;
import org.unroll.errors.ConfigurationException;

/** Something to predict from. */
public sealed interface PredictionInput {

  /** The kinds of inputs. */
  enum Kind {
    TEXT,
    WORDS,
    FEATURES
  }

  /**
   * The text of the input.
   *
   * @throws ConfigurationException if it is none
   */
  default String asText() {
    throw new ConfigurationException(
        "the model predicts from texts, found " + (this instanceof Words ? "words" : "features"));
  }

  /**
   * A copy of the feature vector.
   *
   * @param size the number of features of the model
   * @throws ConfigurationException if it is none, or has another size
   */
  default float[] asFeatures(int size) {
    throw new ConfigurationException(
        String.format(Locale.ROOT, "the model predicts from %d features, found a text", size));
  }

  /**
   * The words of the input.
   *
   * @throws ConfigurationException if it has none
   */
  default List<String> asWords() {
    throw new ConfigurationException(
        "the model predicts from words or texts, found "
            + (this instanceof Text ? "a text" : "features"));
  }

  /** A text, which the model's tokenizer cuts; its lines may be broken. */
  record Text(String text) implements PredictionInput {

    @Override
    public String asText() {
      return text;
    }
  }

  /** A text that is cut into words already. */
  record Words(List<String> words) implements PredictionInput {

    public Words {
      words = List.copyOf(words);
    }

    @Override
    public List<String> asWords() {
      return words;
    }
  }

  /** A feature vector as it was measured; the model standardises it if it was trained so. */
  record Features(float[] features) implements PredictionInput {

    @Override
    public float[] asFeatures(int size) {
      if (features.length != size) {
        throw new ConfigurationException(
            String.format(
                Locale.ROOT,
                "the model predicts from %d features, found %d",
                size,
                features.length));
      }
      return features.clone();
    }
  }
}
