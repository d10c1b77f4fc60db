package org.unroll.inference;

import java.util.List;
import org.unroll.errors.ConfigurationException;

/**
 * The way in which a text is continued.
 *
 * @param sampling how each token is drawn
 * @param maxTokens the most tokens that are added, at least 1
 * @param stop strings at the first of which the text ends; they do not belong to it
 */
public record GenerationConfig(SamplingConfig sampling, int maxTokens, List<String> stop) {

  /** Checks the values. */
  public GenerationConfig {
    stop = List.copyOf(stop);
    if (maxTokens < 1) {
      throw new ConfigurationException(
          "expected a length of at least 1 token to generate, found " + maxTokens);
    }
    if (stop.contains("")) {
      throw new ConfigurationException(
          "expected stop strings of at least one character, found an empty one");
    }
  }
}
