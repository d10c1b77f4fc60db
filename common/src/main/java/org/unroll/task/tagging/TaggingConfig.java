package org.unroll.task.tagging;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;

/**
 * The shape of a tagger and its initial values (Lample et al. 2016).
 *
 * @param embeddingSize E, of words
 * @param characters the encoder of a word's characters
 * @param stack the recurrent layers over words, which read in both directions
 * @param dropout which connections are dropped in training
 * @param output the layer that chooses the tags
 * @param unknownProbability the probability with which a word that the training split has only once
 *     is replaced by {@code <unk>} in training
 * @param initial the parameters at the beginning
 */
public record TaggingConfig(
    int embeddingSize,
    Characters characters,
    StackConfig stack,
    DropoutConfig dropout,
    Output output,
    double unknownProbability,
    InitializerConfig initial)
    implements Serializable {

  /** The layers that choose the tags. */
  public enum Output {
    /** A conditional random field: the tags of a sentence are chosen together. */
    CRF,
    /** A softmax: each tag is chosen on its own. */
    SOFTMAX
  }

  /**
   * The shape of the recurrent encoder of characters.
   *
   * @param embeddingSize of a character
   * @param hiddenSize of each direction; 0 for a tagger that reads words alone
   */
  public record Characters(int embeddingSize, int hiddenSize) implements Serializable {

    /** The characters of a word that are read; of a longer one, the first. */
    public static final int MAX_LENGTH = 30;

    public Characters {
      StackConfig.checkWidth("tagging.characterEmbeddingSize", embeddingSize);
      if (hiddenSize < 0) {
        throw new ConfigurationException(
            "tagging.characterHiddenSize must be at least 0, found " + hiddenSize);
      }
    }

    /** The width of the vector of a word: that of both directions. */
    int outputSize() {
      return 2 * hiddenSize;
    }

    /** The recurrent layer over characters. */
    public RecurrentConfig recurrent() {
      return new RecurrentConfig(
          new StackConfig(CellKind.LSTM, 1, hiddenSize, false),
          embeddingSize,
          RecurrentConfig.Direction.BIDIRECTIONAL,
          DropoutConfig.NONE);
    }
  }

  public TaggingConfig {
    StackConfig.checkWidth("model.embeddingSize", embeddingSize);
    if (!(unknownProbability >= 0 && unknownProbability <= 1)) {
      throw new ConfigurationException(
          "tagging.unknownProbability must be from 0 to 1, found " + unknownProbability);
    }
  }

  /** The recurrent layers over words. */
  public RecurrentConfig recurrent() {
    return new RecurrentConfig(
        stack,
        embeddingSize + characters.outputSize(),
        RecurrentConfig.Direction.BIDIRECTIONAL,
        dropout);
  }
}
