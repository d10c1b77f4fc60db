package org.unroll.nn.input;

import java.io.Serializable;
import org.unroll.nn.StackConfig;

/**
 * The input of a network of tokens.
 *
 * @param kind the kind of vectors that stand for the tokens
 * @param embeddingSize E; not used where the input is one-hot
 */
public record InputConfig(Kind kind, int embeddingSize) implements Serializable {

  /** The values of {@code model.input}. */
  public enum Kind {
    /** Each token has a vector of {@code model.embeddingSize} values, which is learnt. */
    EMBEDDING,
    /** The first layer reads one-hot vectors of V values. */
    ONE_HOT
  }

  public InputConfig {
    StackConfig.checkWidth("model.embeddingSize", embeddingSize);
  }

  /** The width of the vectors: E, or V. */
  public int size(int vocabularySize) {
    return switch (kind) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }
}
