package org.unroll.training;

import java.util.List;

/**
 * What a training would need.
 *
 * @param parameters of the model
 * @param windows of the training split
 * @param shards K of the measurement
 * @param cores of the cluster it was made on
 * @param taskBytes memory of a task: its model off the heap, its windows and what it returns
 * @param driverBytes memory of the driver for the state of the training
 * @param roundBytes sent over the network in a round, all shards together
 * @param batchSeconds a mini-batch, all shards training side by side
 * @param tokensPerSecond of all shards together with the configured averaging frequency
 * @param exchangeSeconds handing out and averaging the parameters
 * @param averagingFrequency as configured, in mini-batches
 * @param exchangeShare of a round with that frequency
 * @param recommendedFrequency the lowest with which exchange is at most a tenth of a round
 * @param times how long the whole training would take
 * @param oneMachineIsEnough whether this many cores get it done overnight
 */
public record PlanReport(
    int parameters,
    long windows,
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
   * The time of a whole training on some cores, a shard for each.
   *
   * @param seconds validation and checkpoints not counted
   */
  public record CoreTime(int cores, double seconds) {}
}
