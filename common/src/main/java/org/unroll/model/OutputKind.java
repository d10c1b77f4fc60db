package org.unroll.model;

/** The kinds of {@code model.output}. */
public enum OutputKind {
  /** A softmax over the whole vocabulary. */
  SOFTMAX
}
