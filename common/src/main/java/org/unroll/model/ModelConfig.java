package org.unroll.model;

import java.util.List;
import org.unroll.errors.ConfigurationException;
import org.unroll.nn.DropoutKind;

/**
 * The shape of a language model.
 *
 * @param cell the recurrent cell
 * @param layers L, recurrent layers on top of each other
 * @param embeddingSize E; not used where the input is one-hot
 * @param hiddenSize H
 * @param dropout the probability with which a non-recurrent connection is dropped in training, in
 *     [0, 1) (Zaremba et al. 2014)
 * @param tied whether the output layer shares the embedding's weights; needs an embedding with E =
 *     H and a softmax
 * @param output the output layer
 * @param initialRange how large parameters are at the beginning, as {@code initialDistribution}
 *     says
 * @param input what the first layer reads
 * @param recurrentBias whether there is a bias on the recurrent product besides that on the input's
 * @param dropoutKind whether time steps share what is dropped of the non-recurrent connections
 * @param recurrentDropout the probability with which a recurrent connection is dropped in training,
 *     in all time steps of a batch alike, in [0, 1) (Gal and Ghahramani 2016)
 * @param cutoffs where the clusters of an adaptive softmax begin; empty where there is none, or
 *     where they are still to be chosen
 * @param initialDistribution of the parameters
 */
public record ModelConfig(
    CellKind cell,
    int layers,
    int embeddingSize,
    int hiddenSize,
    double dropout,
    boolean tied,
    OutputKind output,
    double initialRange,
    InputKind input,
    boolean recurrentBias,
    DropoutKind dropoutKind,
    double recurrentDropout,
    List<Integer> cutoffs,
    InitialDistribution initialDistribution) {

  /** The largest vocabulary that gets a whole softmax where the configuration leaves it open. */
  private static final int MOST_WORDS_OF_SOFTMAX = 30_000;

  public ModelConfig {
    cutoffs = List.copyOf(cutoffs);
    atLeastOne("model.layers", layers);
    atLeastOne("model.embeddingSize", embeddingSize);
    atLeastOne("model.hiddenSize", hiddenSize);
    probability("model.dropout", dropout);
    probability("model.recurrentDropout", recurrentDropout);
    if (!(initialRange > 0)) {
      throw new ConfigurationException("model.initialRange must be above 0, found " + initialRange);
    }
    if (tied) {
      checkTied(embeddingSize, hiddenSize, input, output);
    }
    for (int i = 0; i < cutoffs.size(); i++) {
      if (cutoffs.get(i) < (i == 0 ? 1 : cutoffs.get(i - 1) + 1)) {
        throw new ConfigurationException(
            "model.cutoffs must be rising numbers from 1 on, found " + cutoffs);
      }
    }
  }

  /** A model that reads embedded words, with two biases a gate, as in most papers. */
  public ModelConfig(
      CellKind cell,
      int layers,
      int embeddingSize,
      int hiddenSize,
      double dropout,
      boolean tied,
      OutputKind output,
      double initialRange) {
    this(
        cell,
        layers,
        embeddingSize,
        hiddenSize,
        dropout,
        tied,
        output,
        initialRange,
        InputKind.EMBEDDING,
        true,
        DropoutKind.PLAIN,
        0,
        List.of(),
        InitialDistribution.UNIFORM);
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }

  private static void probability(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ConfigurationException(key + " must be at least 0 and below 1, found " + value);
    }
  }

  private static void checkTied(
      int embeddingSize, int hiddenSize, InputKind input, OutputKind output) {
    if (input == InputKind.ONE_HOT) {
      throw new ConfigurationException("model.tied needs model.input = embedding, found one-hot");
    }
    if (embeddingSize != hiddenSize) {
      throw new ConfigurationException(
          "model.tied needs model.embeddingSize = model.hiddenSize, found "
              + embeddingSize
              + " and "
              + hiddenSize);
    }
    if (output == OutputKind.ADAPTIVE) {
      throw new ConfigurationException("model.tied needs model.output = softmax, found adaptive");
    }
  }

  /** The output layer for a vocabulary: {@link OutputKind#AUTO} decided. */
  public OutputKind output(int vocabularySize) {
    if (output != OutputKind.AUTO) {
      return output;
    }
    return vocabularySize > MOST_WORDS_OF_SOFTMAX && !tied
        ? OutputKind.ADAPTIVE
        : OutputKind.SOFTMAX;
  }

  /** The width of what the first layer reads: E, or V. */
  int inputSize(int vocabularySize) {
    return switch (input) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }

  /** The recurrent part. */
  RecurrentConfig recurrent(int vocabularySize) {
    return new RecurrentConfig(
        cell,
        layers,
        inputSize(vocabularySize),
        hiddenSize,
        Direction.FORWARD,
        recurrentBias,
        dropout,
        dropoutKind,
        recurrentDropout);
  }
}
