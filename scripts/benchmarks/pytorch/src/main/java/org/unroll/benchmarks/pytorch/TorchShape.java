package org.unroll.benchmarks.pytorch;

/**
 * What a network is made of.
 *
 * @param cell the recurrent cell
 * @param layers L
 * @param bidirectional whether a second set of layers reads backwards
 * @param vocabularySize V
 * @param embeddingSize E
 * @param hiddenSize H
 * @param dropout probability of dropping a non-recurrent connection in training
 */
public record TorchShape(
    TorchCell cell,
    int layers,
    boolean bidirectional,
    int vocabularySize,
    int embeddingSize,
    int hiddenSize,
    double dropout) {

  int directions() {
    return bidirectional ? 2 : 1;
  }
}
