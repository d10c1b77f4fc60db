package org.unroll.train.round;

import java.io.Serializable;

/** What a shard says of its part of a round, besides the parameters. */
public final class ShardMetrics implements Serializable {

  private static final long serialVersionUID = 1L;

  private final float[] hiddenState;
  private final long tokens;
  private final double loss;
  private final double largestGradientNorm;
  private final double computeSeconds;
  private final double fetchSeconds;

  public ShardMetrics(
      float[] hiddenState,
      long tokens,
      double loss,
      double largestGradientNorm,
      double computeSeconds,
      double fetchSeconds) {
    this.hiddenState = hiddenState;
    this.tokens = tokens;
    this.loss = loss;
    this.largestGradientNorm = largestGradientNorm;
    this.computeSeconds = computeSeconds;
    this.fetchSeconds = fetchSeconds;
  }

  /** The state that its next round begins with, as the model lays it out. */
  public float[] hiddenState() {
    return hiddenState;
  }

  /** The predictions it trained on: its weight in the average. */
  public long tokens() {
    return tokens;
  }

  /** The sum of their negative log-probabilities, in nats. */
  public double loss() {
    return loss;
  }

  /** The largest global norm of a gradient before clipping. */
  public double largestGradientNorm() {
    return largestGradientNorm;
  }

  /** The time it trained. This and {@link #fetchSeconds} may differ when a task is repeated. */
  public double computeSeconds() {
    return computeSeconds;
  }

  /** The time it waited for the parameters to start from. */
  public double fetchSeconds() {
    return fetchSeconds;
  }

  /** Whether every loss and every gradient was a finite number. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(largestGradientNorm);
  }
}
