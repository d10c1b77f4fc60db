package org.unroll.train.round;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The time of a round by its parts, which add up to the whole.
 *
 * @param seconds from its start to the average
 * @param computing training, on average over the cores
 * @param waiting idle cores, because others had more to do
 * @param broadcast handing out the parameters
 * @param aggregation the rest: starting tasks, returning and averaging their results
 */
public record RoundTimes(
    double seconds, double computing, double waiting, double broadcast, double aggregation) {

  public static final RoundTimes NONE = new RoundTimes(0, 0, 0, 0, 0);

  /**
   * Splits a round into its parts.
   *
   * @param seconds of the whole round
   * @param broadcastSeconds seconds that the driver took to hand out the parameters
   * @param shards of the shards
   * @param cores that worked at the same time
   */
  public static RoundTimes of(
      double seconds, double broadcastSeconds, List<ShardMetrics> shards, int cores) {
    int busyCores = Math.min(cores, shards.size());
    double computing = 0;
    double fetching = 0;
    for (ShardMetrics shard : shards) {
      computing += shard.computeSeconds() / busyCores;
      fetching += shard.fetchSeconds() / busyCores;
    }
    double span = Math.min(span(shards, busyCores), seconds - broadcastSeconds);
    double waiting = Math.max(0, span - computing - fetching);
    double broadcast = broadcastSeconds + fetching;
    return new RoundTimes(
        seconds, computing, waiting, broadcast, seconds - computing - waiting - broadcast);
  }

  /** The time from start to end when each task goes, in order, to the first free core. */
  private static double span(List<ShardMetrics> shards, int cores) {
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(cores, 0.0));
    double end = 0;
    for (ShardMetrics shard : shards) {
      double done = free.remove() + shard.computeSeconds() + shard.fetchSeconds();
      free.add(done);
      end = Math.max(end, done);
    }
    return end;
  }

  /** The times of two rounds together. */
  public RoundTimes plus(RoundTimes other) {
    return new RoundTimes(
        seconds + other.seconds,
        computing + other.computing,
        waiting + other.waiting,
        broadcast + other.broadcast,
        aggregation + other.aggregation);
  }

  /** Seconds that went into handing out and averaging parameters. */
  public double exchange() {
    return broadcast + aggregation;
  }

  /** The fraction of the round that {@link #exchange} took. */
  public double exchangeShare() {
    return exchange() / seconds;
  }
}
