package org.unroll.task.description;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.task.generation.OutputWeights;

/**
 * The shape of a describer and its initial values (Vinyals et al. 2015).
 *
 * @param embeddings the vectors of tokens, and the weights of the output
 * @param stack the recurrent layers
 * @param features how they read the features
 * @param dropout which connections are dropped in training
 * @param labelSmoothing the share of a target's probability that the whole vocabulary has, in [0,
 *     1) (Szegedy et al. 2016)
 * @param initial the parameters at the beginning
 */
public record DescriptionConfig(
    Embeddings embeddings,
    StackConfig stack,
    Features features,
    DropoutConfig dropout,
    double labelSmoothing,
    InitializerConfig initial)
    implements Serializable {

  /**
   * The vectors of tokens.
   *
   * @param size E
   * @param output the weights of the output; tied ones need as many hidden units as E
   */
  public record Embeddings(int size, OutputWeights output) implements Serializable {

    public Embeddings {
      StackConfig.checkWidth("model.embeddingSize", size);
    }
  }

  /** The ways to read features. */
  public enum Features {
    /** They make the initial state of all layers. */
    INITIAL_STATE,
    /** They are read before the first token, as Vinyals et al. 2015 have it. */
    FIRST_INPUT,
    /** Both. */
    BOTH;

    boolean makeState() {
      return this != FIRST_INPUT;
    }

    boolean areRead() {
      return this != INITIAL_STATE;
    }
  }

  public DescriptionConfig {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new ConfigurationException(
          "description.labelSmoothing must be at least 0 and below 1, found " + labelSmoothing);
    }
    if (embeddings.output() == OutputWeights.TIED && embeddings.size() != stack.hiddenSize()) {
      throw new ConfigurationException(
          "model.hiddenSize must be model.embeddingSize, "
              + embeddings.size()
              + ", where the output is tied, found "
              + stack.hiddenSize());
    }
  }

  /** The recurrent layers. */
  RecurrentConfig recurrent() {
    return new RecurrentConfig(
        stack, embeddings.size(), RecurrentConfig.Direction.FORWARD, dropout);
  }

  /** The size of a state of one sequence, (L, S, H). */
  int stateSize() {
    return stack.layers() * (stack.cell() == CellKind.LSTM ? 2 : 1) * stack.hiddenSize();
  }
}
