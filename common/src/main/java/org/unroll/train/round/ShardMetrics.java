package org.unroll.train.round;

import java.io.Serializable;

/** The loss, counts and times of one shard's part of a round, and the state it ended with. */
public final class ShardMetrics implements Serializable {

  private static final long serialVersionUID = 1L;

  private final float[] carriedState;
  private final long predictions;
  private final double loss;
  private final double maxGradientNorm;
  private final double computeSeconds;
  private final double fetchSeconds;

  public ShardMetrics(
      float[] carriedState,
      long predictions,
      double loss,
      double maxGradientNorm,
      double computeSeconds,
      double fetchSeconds) {
    this.carriedState = carriedState;
    this.predictions = predictions;
    this.loss = loss;
    this.maxGradientNorm = maxGradientNorm;
    this.computeSeconds = computeSeconds;
    this.fetchSeconds = fetchSeconds;
  }

  /** The state that its next round begins with, as the network lays it out. */
  public float[] carriedState() {
    return carriedState;
  }

  /** The number of predictions it trained on: its weight in the average. */
  public long predictions() {
    return predictions;
  }

  /** The sum of their losses, in nats. */
  public double loss() {
    return loss;
  }

  /** The largest global norm of a gradient before clipping. */
  public double maxGradientNorm() {
    return maxGradientNorm;
  }

  /** The time it trained. This and {@link #fetchSeconds} may differ when a task is repeated. */
  public double computeSeconds() {
    return computeSeconds;
  }

  /** The time it waited for the round's input. */
  public double fetchSeconds() {
    return fetchSeconds;
  }

  ShardMetrics withFetchSeconds(double seconds) {
    return new ShardMetrics(
        carriedState, predictions, loss, maxGradientNorm, computeSeconds, seconds);
  }

  /** Whether every loss and every gradient was a finite number. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(maxGradientNorm);
  }
}
