package org.unroll.task.translation;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.attention.AttentionDecoderConfig;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.task.generation.OutputWeights;

/**
 * The shape of a translator and its initial values (Bahdanau et al. 2015, Luong et al. 2015).
 *
 * @param embeddings the vectors of tokens, and the weights of the output
 * @param encoder the recurrent layers over the source, which read in both directions
 * @param decoder the recurrent layer that says the target
 * @param dropout which connections are dropped in training
 * @param labelSmoothing the share of a target's probability that the whole vocabulary has, in [0,
 *     1) (Szegedy et al. 2016)
 * @param initial the parameters at the beginning
 */
public record TranslationConfig(
    Embeddings embeddings,
    StackConfig encoder,
    Decoder decoder,
    DropoutConfig dropout,
    double labelSmoothing,
    InitializerConfig initial)
    implements Serializable {

  /**
   * The vectors of tokens.
   *
   * @param size E, of both languages
   * @param vocabularies whether the languages share them
   * @param output whether the weights of the output are those of the target's vectors
   */
  public record Embeddings(int size, Vocabularies vocabularies, OutputWeights output)
      implements Serializable {

    public Embeddings {
      StackConfig.checkWidth("model.embeddingSize", size);
    }
  }

  /** The vocabularies of the two languages. */
  public enum Vocabularies {
    /** Each language has a vocabulary and vectors of its own. */
    SEPARATE,
    /** Both languages have the same vocabulary and vectors. */
    JOINT
  }

  /**
   * The decoder.
   *
   * @param cell the recurrent cell
   * @param hiddenSize H
   * @param attentionSize N, the units of the attention
   * @param inputFeeding whether a step reads the output of the one before
   */
  public record Decoder(CellKind cell, int hiddenSize, int attentionSize, InputFeeding inputFeeding)
      implements Serializable {

    public Decoder {
      StackConfig.checkWidth("translation.decoderHiddenSize", hiddenSize);
      StackConfig.checkWidth("translation.attentionSize", attentionSize);
    }
  }

  public TranslationConfig {
    if (!(labelSmoothing >= 0 && labelSmoothing < 1)) {
      throw new ConfigurationException(
          "translation.labelSmoothing must be at least 0 and below 1, found " + labelSmoothing);
    }
  }

  /** The recurrent layers over the source. */
  RecurrentConfig recurrent() {
    return new RecurrentConfig(
        encoder, embeddings.size(), RecurrentConfig.Direction.BIDIRECTIONAL, dropout);
  }

  /** The decoder's shape. */
  AttentionDecoderConfig attentionDecoder() {
    return new AttentionDecoderConfig(
        decoder.cell(),
        embeddings.size(),
        decoder.hiddenSize(),
        recurrent().outputSize(),
        decoder.attentionSize(),
        outputSize(),
        decoder.inputFeeding(),
        dropout);
  }

  /** A, the width of what the output layer reads. */
  private int outputSize() {
    return switch (embeddings.output()) {
      case OWN -> decoder.hiddenSize();
      case TIED -> embeddings.size();
    };
  }

  /** The state vectors of the encoder's last layer, of both directions. */
  int encoderStates() {
    return 2 * states(encoder.cell());
  }

  /** The size of the decoder's state, of one sequence. */
  int decoderStateSize() {
    return states(decoder.cell()) * decoder.hiddenSize();
  }

  private static int states(CellKind cell) {
    return cell == CellKind.LSTM ? 2 : 1;
  }
}
