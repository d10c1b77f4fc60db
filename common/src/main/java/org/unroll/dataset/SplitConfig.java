package org.unroll.dataset;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The fractions of the articles that are held out.
 *
 * @param validation the fraction that becomes the validation split, in [0, 1)
 * @param test the fraction that becomes the test split, in [0, 1)
 */
public record SplitConfig(double validation, double test) implements Serializable {

  public SplitConfig {
    check("split.validation", validation);
    check("split.test", test);
    if (validation + test >= 1) {
      throw new ConfigurationException(
          "split.validation + split.test must be below 1, found " + (validation + test));
    }
  }

  private static void check(String key, double fraction) {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new ConfigurationException(key + " must be at least 0 and below 1, found " + fraction);
    }
  }
}
