package org.unroll.train;

import java.io.Serializable;

/** What a shard returns from a round. */
public final class LocalResult implements Serializable {

  private static final long serialVersionUID = 1L;

  private final float[] parameters;
  private final float[][] optimizerState;
  private final float[] hiddenState;
  private final long tokens;
  private final double loss;
  private final double largestGradientNorm;
  private final double seconds;

  LocalResult(
      float[] parameters,
      float[][] optimizerState,
      float[] hiddenState,
      long tokens,
      double loss,
      double largestGradientNorm,
      double seconds) {
    this.parameters = parameters;
    this.optimizerState = optimizerState;
    this.hiddenState = hiddenState;
    this.tokens = tokens;
    this.loss = loss;
    this.largestGradientNorm = largestGradientNorm;
    this.seconds = seconds;
  }

  /** The shard's parameters after its mini-batches, in layout order. */
  public float[] parameters() {
    return parameters;
  }

  /** The state of its optimiser, blocks the size of the parameters; none if it is not kept. */
  public float[][] optimizerState() {
    return optimizerState;
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

  /** The time it took, in seconds; the one figure that may differ when a task is repeated. */
  public double seconds() {
    return seconds;
  }

  /** Whether every loss and every gradient was a finite number. */
  public boolean isFinite() {
    return Double.isFinite(loss) && Double.isFinite(largestGradientNorm);
  }
}
