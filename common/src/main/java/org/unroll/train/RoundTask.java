package org.unroll.train;

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
  private final double learningRate;
  private final long seed;

  /**
   * A task.
   *
   * @param round counted from 0 since training began
   * @param epoch counted from 0
   * @param firstStep the first mini-batch, counted from 0 in the epoch
   * @param steps how many mini-batches; a shard that has fewer left trains those
   * @param learningRate of all of them
   * @param seed of the training run
   */
  public RoundTask(int round, int epoch, int firstStep, int steps, double learningRate, long seed) {
    this.round = round;
    this.epoch = epoch;
    this.firstStep = firstStep;
    this.steps = steps;
    this.learningRate = learningRate;
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

  public double learningRate() {
    return learningRate;
  }

  public long seed() {
    return seed;
  }
}
