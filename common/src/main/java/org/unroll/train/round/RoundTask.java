package org.unroll.train.round;

import java.io.Serializable;

/**
 * What every shard is asked to do in one round.
 *
 * <p>With the parameters, the optimiser's state and a shard's hidden state it decides the shard's
 * answer to the bit.
 */
public final class RoundTask implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int round;
  private final int epoch;
  private final int firstStep;
  private final int steps;
  private final long stepsBefore;
  private final double[] learningRates;
  private final long seed;

  /**
   * A task.
   *
   * @param round counted from 0 since training began
   * @param epoch counted from 0
   * @param firstStep the first mini-batch, counted from 0 in the epoch
   * @param steps how many mini-batches; a shard that has fewer left trains those
   * @param stepsBefore the mini-batches before the first one since training began
   * @param learningRates of each of them, {@code (steps)}
   * @param seed of the training run
   */
  public RoundTask(
      int round,
      int epoch,
      int firstStep,
      int steps,
      long stepsBefore,
      double[] learningRates,
      long seed) {
    this.round = round;
    this.epoch = epoch;
    this.firstStep = firstStep;
    this.steps = steps;
    this.stepsBefore = stepsBefore;
    this.learningRates = learningRates;
    this.seed = seed;
  }

  public int round() {
    return round;
  }

  public int epoch() {
    return epoch;
  }

  public int firstStep() {
    return firstStep;
  }

  public int steps() {
    return steps;
  }

  public long stepsBefore() {
    return stepsBefore;
  }

  /** The rate of mini-batch {@code step}, counted as {@link #firstStep} is. */
  public double learningRate(int step) {
    return learningRates[step - firstStep];
  }

  public long seed() {
    return seed;
  }
}
