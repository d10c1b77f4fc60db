package org.unroll.wiki;

import org.unroll.errors.ConfigurationException;

/**
 * How pages become plain text.
 *
 * @param headings whether headings become lines; else they are left out
 * @param maxPageWork the most characters that the cleaner looks at or moves for one page, loops
 *     within loops included, at least 1. Unlike a clock it stops at the same pages on every machine
 */
public record CleanerConfig(boolean headings, long maxPageWork) {

  public CleanerConfig {
    if (maxPageWork < 1) {
      throw new ConfigurationException("text.maxPageWork must be at least 1, found " + maxPageWork);
    }
  }
}
