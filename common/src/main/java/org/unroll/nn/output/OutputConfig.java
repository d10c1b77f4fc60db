package org.unroll.nn.output;

import java.io.Serializable;
import java.util.List;
import org.unroll.errors.ConfigurationException;

/**
 * The output layer of a network of tokens.
 *
 * @param kind the kind of layer
 * @param tied whether it shares the embedding's weights; needs a softmax
 * @param cutoffs where the clusters of an adaptive softmax begin; empty where there is none, or
 *     where they are still to be chosen
 */
public record OutputConfig(Kind kind, boolean tied, List<Integer> cutoffs) implements Serializable {

  /** The values of {@code model.output}. */
  public enum Kind {
    /**
     * {@link #ADAPTIVE} for more than 30,000 words, {@link #SOFTMAX} for fewer and for tied ones.
     */
    AUTO,
    /** A softmax over the whole vocabulary. */
    SOFTMAX,
    /** A softmax over the frequent words, with clusters for the others (Grave et al. 2017). */
    ADAPTIVE
  }

  /** A whole softmax with weights of its own. */
  public static final OutputConfig SOFTMAX = new OutputConfig(Kind.SOFTMAX, false, List.of());

  /** The largest vocabulary for which {@link Kind#AUTO} means a whole softmax. */
  private static final int MAX_SOFTMAX_WORDS = 30_000;

  public OutputConfig {
    cutoffs = List.copyOf(cutoffs);
    if (tied && kind == Kind.ADAPTIVE) {
      throw new ConfigurationException("model.tied needs model.output = softmax, found adaptive");
    }
    for (int i = 0; i < cutoffs.size(); i++) {
      if (cutoffs.get(i) < (i == 0 ? 1 : cutoffs.get(i - 1) + 1)) {
        throw new ConfigurationException(
            "model.cutoffs must be rising numbers from 1 on, found " + cutoffs);
      }
    }
  }

  /** An adaptive softmax of at least one cluster. */
  public static OutputConfig adaptive(List<Integer> cutoffs) {
    return new OutputConfig(Kind.ADAPTIVE, false, cutoffs);
  }

  /** The kind for a vocabulary: what {@link Kind#AUTO} stands for, where that is set. */
  public Kind kind(int vocabularySize) {
    if (kind != Kind.AUTO) {
      return kind;
    }
    return vocabularySize > MAX_SOFTMAX_WORDS && !tied ? Kind.ADAPTIVE : Kind.SOFTMAX;
  }
}
