package org.unroll.train;

import java.util.OptionalInt;
import org.unroll.errors.ConfigurationException;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.ScheduleConfig;
import org.unroll.train.exchange.UpdatePrecision;

/**
 * How a model is trained.
 *
 * @param shards K, the logical workers; empty means as many as the cluster has cores
 * @param batchSizePerWorker B, the streams of a mini-batch
 * @param averagingFrequency mini-batches in a round
 * @param maxEpochs passes over the training split
 * @param maxRounds rounds after which training ends, if any
 * @param validateEveryRounds rounds between validations, besides those after each epoch, if any
 * @param checkpointEveryRounds rounds between checkpoints, besides those after each validation
 * @param seed of the initial parameters and of dropout
 * @param optimizer the optimiser of the workers, with its clipping and weight decay
 * @param keepOptimizerState whether the optimiser's state is averaged, as the parameters are, and
 *     kept from round to round; otherwise it never leaves its worker, and each round begins with a
 *     state of zeros and counts its steps from 1, as the corrections of Adam need it
 * @param learningRate its rate at the beginning, for a loss summed over time and averaged over
 *     streams
 * @param schedule how the rate changes
 * @param outer how the driver combines the workers' parameters
 * @param updatePrecision how workers return what became of the parameters
 * @param aggregationDepth 1 if the driver averages what the workers return; 2 if, where that is
 *     much, executors average it and the driver receives a single model
 * @param patience validations without improvement after which training ends, if any
 */
public record TrainConfig(
    OptionalInt shards,
    int batchSizePerWorker,
    int averagingFrequency,
    int maxEpochs,
    OptionalInt maxRounds,
    OptionalInt validateEveryRounds,
    int checkpointEveryRounds,
    long seed,
    OptimizerConfig optimizer,
    boolean keepOptimizerState,
    double learningRate,
    ScheduleConfig schedule,
    OuterConfig outer,
    UpdatePrecision updatePrecision,
    int aggregationDepth,
    OptionalInt patience) {

  public TrainConfig {
    shards.ifPresent(value -> atLeastOne("train.shards", value));
    atLeastOne("train.batchSizePerWorker", batchSizePerWorker);
    atLeastOne("train.averagingFrequency", averagingFrequency);
    atLeastOne("train.maxEpochs", maxEpochs);
    maxRounds.ifPresent(value -> atLeastOne("train.maxRounds", value));
    validateEveryRounds.ifPresent(value -> atLeastOne("train.validateEveryRounds", value));
    atLeastOne("train.checkpointEveryRounds", checkpointEveryRounds);
    above0("train.learningRate", learningRate);
    if (aggregationDepth != 1 && aggregationDepth != 2) {
      throw new ConfigurationException(
          "train.aggregationDepth must be 1 or 2, found " + aggregationDepth);
    }
    patience.ifPresent(value -> atLeastOne("train.patience", value));
  }

  /** The blocks of optimiser state that the driver keeps, each the size of the parameters. */
  public int keptOptimizerBlocks() {
    return keepOptimizerState ? optimizer.rule().stateBlocks() : 0;
  }

  /** The bytes that the driver or the averaging executors receive from each shard in a round. */
  public long returnedBytes(int parameters) {
    return (updatePrecision.bytes() + (long) Float.BYTES * keptOptimizerBlocks()) * parameters;
  }

  private static void atLeastOne(String key, int value) {
    if (value < 1) {
      throw new ConfigurationException(key + " must be at least 1, found " + value);
    }
  }

  private static void above0(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ConfigurationException(key + " must be a finite number above 0, found " + value);
    }
  }
}
