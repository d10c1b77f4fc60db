package org.unroll.nn.input;

/** The kinds of {@code model.input}. */
public enum InputKind {
  /** Each token has a vector of {@code model.embeddingSize} values, which is learnt. */
  EMBEDDING,
  /** The first layer reads one-hot vectors of V values. */
  ONE_HOT
}
