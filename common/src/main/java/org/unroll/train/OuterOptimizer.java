package org.unroll.train;

import org.unroll.train.config.OuterConfig;

/** The rule by which the driver moves from the parameters of one round to those of the next. */
public sealed interface OuterOptimizer permits OuterOptimizer.Average, OuterOptimizer.Nesterov {

  /**
   * The parameters and the optimiser's own state after a step.
   *
   * @param parameters that the next round starts from
   * @param state blocks the size of the parameters
   */
  record Step(float[] parameters, float[][] state) {}

  /** The number of blocks of state, each the size of the parameters. */
  int stateBlocks();

  /**
   * Takes a step; the arguments are not changed.
   *
   * @param current the parameters that the shards started from
   * @param mean the weighted mean of their results
   * @param state as the step before left it, zeros before the first
   */
  Step step(float[] current, float[] mean, float[][] state);

  /** The optimiser that a configuration names. */
  static OuterOptimizer of(OuterConfig config) {
    return switch (config.kind()) {
      case AVERAGE -> new Average();
      case NESTEROV -> new Nesterov(config.learningRate(), config.momentum());
    };
  }

  /** The outer optimiser that takes the mean as it is. */
  record Average() implements OuterOptimizer {

    @Override
    public int stateBlocks() {
      return 0;
    }

    @Override
    public Step step(float[] current, float[] mean, float[][] state) {
      return new Step(mean, state);
    }
  }

  /**
   * The outer optimiser that steps along the mean change {@code d} with Nesterov momentum: {@code v
   * <- m v + d}, {@code w <- w + r (d + m v)}, with the learning rate r and the momentum m
   * (blockwise model update filtering, Chen and Huo 2016; DiLoCo, Douillard et al. 2023).
   *
   * <p>Computed as {@code mean + (r (1 + m) - 1) d + r m^2 v}, with the v from before the step: the
   * same in exact numbers, and with r = 1 and m = 0 the mean to the bit.
   */
  record Nesterov(double learningRate, double momentum) implements OuterOptimizer {

    @Override
    public int stateBlocks() {
      return 1;
    }

    @Override
    public Step step(float[] current, float[] mean, float[][] state) {
      double along = learningRate * (1 + momentum) - 1;
      double before = learningRate * momentum * momentum;
      float[] next = new float[mean.length];
      float[] velocity = new float[mean.length];
      for (int i = 0; i < next.length; i++) {
        double change = (double) mean[i] - current[i];
        next[i] = (float) (mean[i] + along * change + before * state[0][i]);
        velocity[i] = (float) (momentum * state[0][i] + change);
      }
      return new Step(next, new float[][] {velocity});
    }
  }
}
