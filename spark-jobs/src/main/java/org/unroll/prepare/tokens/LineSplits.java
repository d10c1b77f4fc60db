package org.unroll.prepare.tokens;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;

/** The assignment of lines to splits. */
final class LineSplits implements Serializable {

  private static final long serialVersionUID = 1L;

  private final @Nullable Split all;
  private final long lines;
  private final double validation;
  private final double test;

  private LineSplits(@Nullable Split all, long lines, double validation, double test) {
    this.all = all;
    this.lines = lines;
    this.validation = validation;
    this.test = test;
  }

  /** Assigns every line to {@code split}. */
  static LineSplits all(Split split) {
    return new LineSplits(split, 0, 0, 0);
  }

  /** Assigns the last of {@code lines} lines to validation and test. */
  static LineSplits lastHeldOut(long lines, SplitConfig config) {
    return new LineSplits(null, lines, config.validation(), config.test());
  }

  Split of(long line) {
    return all != null ? all : Split.ofLine(line, lines, new SplitConfig(validation, test));
  }
}
