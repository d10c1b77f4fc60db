package org.unroll.benchmarks;

import java.util.Locale;

/** A library that a process trains with. */
enum Library {
  UNROLL,
  /** PyTorch with Intel's MKL. */
  PYTORCH,
  /** PyTorch with OpenBLAS. */
  PYTORCH_OPENBLAS,
  DEEPLEARNING4J;

  /** Returns the name on the command lines of {@code compare} and {@code peer}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
