package org.unroll.train.round;

/**
 * The measurements of a round.
 *
 * @param predictions predictions trained on
 * @param loss the mean loss of a prediction, in nats
 * @param maxGradientNorm before clipping, over shards and mini-batches
 * @param learningRate of the round's first mini-batch
 * @param times where its time went
 */
public record RoundCost(
    long predictions, double loss, double maxGradientNorm, double learningRate, RoundTimes times) {

  public static RoundCost of(RoundResult result, RoundSteps steps, RoundTimes times) {
    double norm = 0;
    for (ShardMetrics metrics : result.metrics()) {
      norm = Math.max(norm, metrics.maxGradientNorm());
    }
    long predictions = result.predictions();
    return new RoundCost(
        predictions, result.loss() / predictions, norm, steps.learningRate(), times);
  }

  /** Predictions trained a second, waiting and exchange included. */
  public double predictionsPerSecond() {
    return predictions / times.seconds();
  }
}
