package org.unroll.dataset;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;

/**
 * The length and stride of windows over a sequence of ids.
 *
 * @param length ids in a window; the network sees all but the last and predicts all but the first,
 *     so at least 2
 * @param stride ids from the start of one window to the start of the next, at least 1
 */
public record WindowConfig(int length, int stride) implements Serializable {

  /** Windows lie in memory, a batch of them at a time. */
  private static final int MAX = 1 << 20;

  public WindowConfig {
    if (length < 2) {
      throw new ConfigurationException("window.length must be at least 2, found " + length);
    }
    if (stride < 1) {
      throw new ConfigurationException("window.stride must be at least 1, found " + stride);
    }
    checkMax("window.length", length);
    checkMax("window.stride", stride);
  }

  private static void checkMax(String key, int value) {
    if (value > MAX) {
      throw new ConfigurationException(key + " must be at most " + MAX + ", found " + value);
    }
  }
}
