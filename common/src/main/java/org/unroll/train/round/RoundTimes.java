package org.unroll.train.round;

import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Where the time of a round went; the parts add up to the whole.
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
   * Takes apart what was measured.
   *
   * @param seconds of the whole round
   * @param handOut seconds that the driver took to hand out the parameters
   * @param reports of the shards
   * @param cores that worked at the same time
   */
  public static RoundTimes of(
      double seconds, double handOut, List<ShardMetrics> reports, int cores) {
    int busyCores = Math.min(cores, reports.size());
    double computing = 0;
    double fetching = 0;
    for (ShardMetrics report : reports) {
      computing += report.computeSeconds() / busyCores;
      fetching += report.fetchSeconds() / busyCores;
    }
    double span = Math.min(span(reports, busyCores), seconds - handOut);
    double waiting = Math.max(0, span - computing - fetching);
    double broadcast = handOut + fetching;
    return new RoundTimes(
        seconds, computing, waiting, broadcast, seconds - computing - waiting - broadcast);
  }

  /** How long the tasks take when each goes, in order, to the core that is free first. */
  private static double span(List<ShardMetrics> reports, int cores) {
    PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(cores, 0.0));
    double end = 0;
    for (ShardMetrics report : reports) {
      double done = free.remove() + report.computeSeconds() + report.fetchSeconds();
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
