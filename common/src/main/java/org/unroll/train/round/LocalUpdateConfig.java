package org.unroll.train.round;

import java.io.Serializable;
import org.unroll.errors.ConfigurationException;
import org.unroll.optim.LayerRates;
import org.unroll.optim.OptimizerConfig;
import org.unroll.train.exchange.UpdatePrecision;

/**
 * The settings with which a shard trains its part of a round.
 *
 * @param batchSize B, the examples of a mini-batch
 * @param seed of dropout
 * @param optimizer the inner optimiser, with its clipping and weight decay
 * @param layerRates the learning rates of the layers, as shares of that of the top
 * @param keepOptimizerState whether the optimiser's state is averaged like the parameters and kept
 *     from round to round; otherwise it never leaves its shard, and each round begins with a state
 *     of zeros and counts its steps from 1, as the bias corrections of Adam require
 * @param updatePrecision the form in which a shard returns its parameters
 */
public record LocalUpdateConfig(
    int batchSize,
    long seed,
    OptimizerConfig optimizer,
    LayerRates layerRates,
    boolean keepOptimizerState,
    UpdatePrecision updatePrecision)
    implements Serializable {

  public LocalUpdateConfig {
    if (batchSize < 1) {
      throw new ConfigurationException(
          "train.batchSizePerWorker must be at least 1, found " + batchSize);
    }
  }

  /** The blocks of optimiser state that the driver keeps, each the size of the parameters. */
  public int keptOptimizerBlocks() {
    return keepOptimizerState ? optimizer.rule().stateBlocks() : 0;
  }

  /** The bytes that a shard returns from a round. */
  public long returnedBytes(int parameters) {
    return (updatePrecision.bytes() + (long) Float.BYTES * keptOptimizerBlocks()) * parameters;
  }
}
