package org.unroll.train.round;

/**
 * What a round measured.
 *
 * @param tokens predictions trained on
 * @param loss the mean of their negative log-probabilities, in nats
 * @param largestGradientNorm before clipping, over shards and mini-batches
 * @param learningRate of the round's first mini-batch
 * @param times where its time went
 */
public record RoundCost(
    long tokens, double loss, double largestGradientNorm, double learningRate, RoundTimes times) {

  public static RoundCost of(RoundResult result, RoundTask task, RoundTimes times) {
    double norm = 0;
    for (ShardMetrics report : result.reports()) {
      norm = Math.max(norm, report.largestGradientNorm());
    }
    long tokens = result.tokens();
    double learningRate = task.learningRate(task.firstStep());
    return new RoundCost(tokens, result.loss() / tokens, norm, learningRate, times);
  }

  /** Predictions trained a second, waiting and exchange included. */
  public double tokensPerSecond() {
    return tokens / times.seconds();
  }
}
