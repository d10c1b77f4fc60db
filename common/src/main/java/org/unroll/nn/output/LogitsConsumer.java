package org.unroll.nn.output;

/** Receives the scores of each prediction that a model makes. */
@FunctionalInterface
public interface LogitsConsumer {

  /** Takes no notice. */
  LogitsConsumer NONE = (time, stream, scores, offset, logSumExp) -> {};

  /**
   * One prediction. The scores are valid only during the call and must not be changed.
   *
   * @param scores the unnormalised logits of all V words lie from {@code at} to {@code at + V}
   * @param logSumExp {@code log p(w) = scores[offset + w] - logNormalizer}, in nats
   */
  void accept(int time, int stream, float[] scores, int offset, double logSumExp);
}
