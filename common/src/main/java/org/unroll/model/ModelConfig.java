package org.unroll.model;

import org.unroll.errors.ConfigurationException;

/**
 * The shape of a language model.
 *
 * @param cell the recurrent cell
 * @param layers L, recurrent layers on top of each other
 * @param embeddingSize E
 * @param hiddenSize H
 * @param dropout the probability with which a non-recurrent connection is dropped in training, in
 *     [0, 1) (Zaremba et al. 2014)
 * @param tied whether the output layer shares the embedding's weights; needs E = H
 * @param output the output layer
 * @param initialRange parameters begin uniform in [-initialRange, initialRange), biases included
 */
public record ModelConfig(
    CellKind cell,
    int layers,
    int embeddingSize,
    int hiddenSize,
    double dropout,
    boolean tied,
    OutputKind output,
    double initialRange) {

  public ModelConfig {
    atLeastOne("model.layers", layers);
    atLeastOne("model.embeddingSize", embeddingSize);
    atLeastOne("model.hiddenSize", hiddenSize);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new ConfigurationException(
          "model.dropout must be at least 0 and below 1, found " + dropout);
    }
    if (!(initialRange > 0)) {
      throw new ConfigurationException("model.initialRange must be above 0, found " + initialRange);
    }
    if (tied && embeddingSize != hiddenSize) {
      throw new ConfigurationException(
          "model.tied needs model.embeddingSize = model.hiddenSize, found "
              + embeddingSize
              + " and "
              + hiddenSize);
    }
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }
}
