package org.unroll.nn.output;

/** A receiver of the scores of each prediction that a model makes. */
@FunctionalInterface
public interface LogitsConsumer {

  /** A consumer that ignores the scores. */
  LogitsConsumer NONE = (time, stream, scores, logSumExp) -> {};

  /**
   * Receives one prediction. The scores are valid only during the call and must not be changed.
   *
   * @param scores of all words, unnormalised, (V)
   * @param logSumExp {@code log p(w) = scores[w] - logSumExp}, in nats
   */
  void accept(int time, int stream, float[] scores, double logSumExp);
}
