package org.unroll.benchmarks.pytorch;

import java.util.List;

/**
 * The structure of a network.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param bidirectional whether a second set of layers reads backwards
 * @param vocabularySize V
 * @param input the first layer's input
 * @param embeddingSize E, if the input is an embedding
 * @param hiddenSize H
 * @param cutoffs the first ids of the clusters of an adaptive softmax, each a quarter as wide as
 *     the one before; empty for a full softmax
 * @param dropout probability of dropping a non-recurrent connection in training
 */
public record TorchShape(
    TorchCell cell,
    int layers,
    boolean bidirectional,
    int vocabularySize,
    TorchInput input,
    int embeddingSize,
    int hiddenSize,
    List<Integer> cutoffs,
    double dropout) {

  /** Returns the width of the first layer's input: E or V. */
  public int inputSize() {
    return switch (input) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }

  /** Returns the width of the last layer's output: H, or 2 H if it is bidirectional. */
  public int outputSize() {
    return hiddenSize * directions();
  }

  /** Returns the number of directions in which the layers read. */
  public int directions() {
    return bidirectional ? 2 : 1;
  }
}
