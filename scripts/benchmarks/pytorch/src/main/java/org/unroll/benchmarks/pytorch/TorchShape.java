package org.unroll.benchmarks.pytorch;

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
    double dropout) {

  /** The width of what the first layer reads: E, or V. */
  int inputSize() {
    return switch (input) {
      case EMBEDDING -> embeddingSize;
      case ONE_HOT -> vocabularySize;
    };
  }

  int directions() {
    return bidirectional ? 2 : 1;
  }
}
