package org.unroll.nn.output;

/** The kinds of {@code model.output}. */
public enum OutputKind {
  /** {@link #ADAPTIVE} for more than 30,000 words, {@link #SOFTMAX} for fewer and for tied ones. */
  AUTO,
  /** A softmax over the whole vocabulary. */
  SOFTMAX,
  /** A softmax over the frequent words, with clusters for the others (Grave et al. 2017). */
  ADAPTIVE
}
