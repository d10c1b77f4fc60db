package org.unroll.benchmarks;

import java.util.Locale;

/** Whose arithmetic a process trains with. */
enum Library {
  UNROLL,
  PYTORCH,
  DEEPLEARNING4J;

  /** As the script {@code peer} knows it. */
  String argument() {
    return name().toLowerCase(Locale.ROOT);
  }
}
