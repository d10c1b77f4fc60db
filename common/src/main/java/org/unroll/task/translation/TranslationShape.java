package org.unroll.task.translation;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * What a translator's shape depends on in its data.
 *
 * @param sourceTokens the size of the source's vocabulary
 * @param targetTokens V, the size of the target's vocabulary
 * @param sourceSteps of a longer source the first tokens count
 * @param targetSteps T, {@code <eos>} included; of a longer target the first tokens are learnt, and
 *     no translation is longer
 */
public record TranslationShape(int sourceTokens, int targetTokens, int sourceSteps, int targetSteps)
    implements Serializable {

  public TranslationShape {
    check("sourceTokens", sourceTokens);
    check("targetTokens", targetTokens);
    check("sourceSteps", sourceSteps);
    check("targetSteps", targetSteps);
  }

  private static void check(String name, int value) {
    if (value < 1) {
      throw new ConfigurationException(name + " must be at least 1, found " + value);
    }
  }
}
