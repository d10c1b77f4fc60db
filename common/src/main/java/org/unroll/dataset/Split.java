package org.unroll.dataset;

import java.util.Locale;

/** The splits of prepared data. */
public enum Split {
  TRAIN,
  VALIDATION,
  TEST;

  /** The name in files and on the command line: train, validation or test. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split of an article, by a hash of its id: the same in every dump of a wiki.
   *
   * @param articleId the page's id
   * @param config the fractions held out
   */
  public static Split ofArticle(long articleId, SplitConfig config) {
    double place = (mix(articleId) >>> 11) * 0x1.0p-53;
    if (place < config.test()) {
      return TEST;
    }
    return place < config.test() + config.validation() ? VALIDATION : TRAIN;
  }

  /**
   * The split of a line of one text file: the first lines train, the next validate, the last test.
   *
   * @param line the line's number, from 0
   * @param lines the number of lines
   */
  public static Split ofLine(long line, long lines, SplitConfig config) {
    long test = Math.round(lines * config.test());
    long validation = Math.round(lines * config.validation());
    if (line >= lines - test) {
      return TEST;
    }
    return line >= lines - test - validation ? VALIDATION : TRAIN;
  }

  /**
   * The finaliser of MurmurHash3, 64 bits (Austin Appleby, public domain): every bit of an id
   * counts.
   */
  private static long mix(long id) {
    long hash = id;
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash;
  }
}
