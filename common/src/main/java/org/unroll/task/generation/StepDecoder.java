package org.unroll.task.generation;

/**
 * A model that predicts texts token by token: all that a {@link BeamSearch} knows of it. Each text
 * belongs to a source, such as a sentence to translate, and has a state of its own.
 */
public interface StepDecoder {

  /** V, the size of the vocabulary. */
  int vocabularySize();

  /**
   * Reads one token of each of N texts, and predicts their next tokens.
   *
   * @param sources (N): the index of the source of each text
   * @param tokens (N)
   * @param states (N): the state of each text, replaced by the one after its token
   * @param logProbabilities receives log p of all tokens, (N, V)
   * @return the weights of the attention, for each text as many as its source has positions; none
   *     where there is no attention
   */
  float[][] step(int[] sources, int[] tokens, float[][] states, float[] logProbabilities);
}
