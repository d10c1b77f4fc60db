package org.unroll.train.round;

import java.io.Serializable;

/**
 * The mini-batches of one round, and their learning rates.
 *
 * <p>Together with the parameters, the optimiser's state and a shard's carried state they decide
 * the shard's result to the bit.
 */
public final class RoundSteps implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int round;
  private final int epoch;
  private final int firstStep;
  private final long stepsBefore;
  private final double[] learningRates;

  /**
   * The steps of a round; a shard that has fewer left in the epoch trains those.
   *
   * @param round counted from 0 since training began
   * @param epoch counted from 0
   * @param firstStep the first mini-batch, counted from 0 in the epoch
   * @param stepsBefore the number of mini-batches before the first one since training began
   * @param learningRates one for each mini-batch of the round
   */
  public RoundSteps(int round, int epoch, int firstStep, long stepsBefore, double[] learningRates) {
    this.round = round;
    this.epoch = epoch;
    this.firstStep = firstStep;
    this.stepsBefore = stepsBefore;
    this.learningRates = learningRates;
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

  /** The number of mini-batches. */
  public int count() {
    return learningRates.length;
  }

  public long stepsBefore() {
    return stepsBefore;
  }

  /** The rate of mini-batch {@code step}, counted as {@link #firstStep} is. */
  public double learningRate(int step) {
    return learningRates[step - firstStep];
  }

  /** The rate of the first mini-batch, which stands for the round in logs and messages. */
  public double learningRate() {
    return learningRate(firstStep);
  }
}
