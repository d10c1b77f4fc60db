package org.unroll.benchmarks.pytorch;

import java.util.List;

/**
 * What a network is made of.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param bidirectional whether a second set of layers reads backwards
 * @param vocabularySize V
 * @param input what the first layer reads of an id
 * @param embeddingSize E, of an embedding
 * @param hiddenSize H
 * @param cutoffs where the clusters of an adaptive softmax begin, each a quarter as wide as the one
 *     before; none for a whole softmax
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

  /** The width of what the first layer reads: E, or V. */
  int inputSize() {
    return switch (input) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }

  /** The width of what the last layer writes: H, or 2 H where both directions are read. */
  int outputSize() {
    return hiddenSize * directions();
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }
}
