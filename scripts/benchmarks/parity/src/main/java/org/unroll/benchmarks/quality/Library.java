package org.unroll.benchmarks.quality;

import org.unroll.config.UnrollConfig;


import java.util.Locale;

/** A library that trains a network. */
enum Library {
  UNROLL,
  PYTORCH;

  /** Creates an untrained network; {@code parameters} are in the order of Unroll's layout. */
  Learner learner(UnrollConfig config, int vocabularySize, float[] parameters) {
    return switch (this) {
      case UNROLL -> new UnrollLearner(config, vocabularySize, parameters);
      case PYTORCH -> new TorchLearner(config, vocabularySize, parameters);
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
