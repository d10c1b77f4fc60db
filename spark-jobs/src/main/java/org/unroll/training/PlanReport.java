package org.unroll.training;

import java.util.List;

/**
 * The estimated needs of a training run.
 *
 * @param parameters of the model
 * @param examples of the training split
 * @param shards K of the measurement
 * @param cores of the cluster it was made on
 * @param taskBytes memory of a task: its network off the heap, its examples and its result
 * @param driverBytes memory of the driver for the state of the run
 * @param roundBytes bytes sent over the network in a round, all shards together
 * @param batchSeconds a mini-batch, all shards training side by side
 * @param tokensPerSecond of all shards together with the configured averaging frequency
 * @param exchangeSeconds handing out and averaging the parameters
 * @param averagingFrequency as configured, in mini-batches
 * @param exchangeShare of a round with that frequency
 * @param recommendedFrequency the lowest with which exchange is at most a tenth of a round
 * @param times the time of the whole run by cores
 * @param oneMachineIsEnough whether the cores measured finish it overnight
 */
public record PlanReport(
    int parameters,
    long examples,
    int shards,
    int cores,
    long taskBytes,
    long driverBytes,
    long roundBytes,
    double batchSeconds,
    double tokensPerSecond,
    double exchangeSeconds,
    int averagingFrequency,
    double exchangeShare,
    int recommendedFrequency,
    List<CoreTime> times,
    boolean oneMachineIsEnough) {

  /**
   * The time of a whole run on some cores, a shard for each.
   *
   * @param seconds validation and checkpoints not counted
   */
  public record CoreTime(int cores, double seconds) {}
}
