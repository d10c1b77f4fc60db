package org.unroll.nn.input;

import java.io.Serializable;
import org.unroll.nn.StackConfig;

/**
 * What the first layer reads.
 *
 * @param kind of vectors
 * @param embeddingSize E; not used where the input is one-hot
 */
public record InputConfig(Kind kind, int embeddingSize) implements Serializable {

  /** The kinds of {@code model.input}. */
  public enum Kind {
    /** Each token has a vector of {@code model.embeddingSize} values, which is learnt. */
    EMBEDDING,
    /** The first layer reads one-hot vectors of V values. */
    ONE_HOT
  }

  public InputConfig {
    StackConfig.atLeastOne("model.embeddingSize", embeddingSize);
  }

  /** The width of the vectors: E, or V. */
  public int size(int vocabularySize) {
    return switch (kind) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }
}
