package org.unroll.task.description;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * What a describer's shape depends on in its data.
 *
 * @param features F, the values of a feature vector
 * @param tokens V, the size of the vocabulary
 * @param steps T, {@code <eos>} included; of a longer text the first tokens are learnt, and no
 *     description is longer
 */
public record DescriptionShape(int features, int tokens, int steps) implements Serializable {

  public DescriptionShape {
    check("features", features);
    check("tokens", tokens);
    check("steps", steps);
  }

  private static void check(String name, int value) {
    if (value < 1) {
      throw new ConfigurationException(name + " must be at least 1, found " + value);
    }
  }
}
