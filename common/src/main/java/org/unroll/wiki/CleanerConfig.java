package org.unroll.wiki;

import org.unroll.errors.ConfigurationException;

/**
 * The options of the conversion from wikitext to plain text.
 *
 * @param headings whether headings become lines; otherwise they are left out
 * @param maxCleaningSteps the maximum number of characters read or moved to clean one page, nested
 *     loops included, at least 1. Unlike a time limit, it rejects the same pages on every machine
 */
public record CleanerConfig(boolean headings, long maxCleaningSteps) {

  public CleanerConfig {
    if (maxCleaningSteps < 1) {
      throw new ConfigurationException(
          "text.maxCleaningSteps must be at least 1, found " + maxCleaningSteps);
    }
  }
}
