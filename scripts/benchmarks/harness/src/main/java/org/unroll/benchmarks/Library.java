package org.unroll.benchmarks;

import java.util.Locale;

/** Whose arithmetic a process trains with. */
enum Library {
  UNROLL,
  /** With Intel's MKL. */
  PYTORCH,
  /** With OpenBLAS. */
  PYTORCH_OPENBLAS,
  DEEPLEARNING4J;

  /** As the script {@code peer} knows it. */
  String argument() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
