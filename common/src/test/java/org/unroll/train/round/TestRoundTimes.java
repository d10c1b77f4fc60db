package org.unroll.train.round;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class TestRoundTimes {

  private static ShardMetrics report(double compute, double fetch) {
    return new ShardMetrics(new float[0], 1, 1, 1, compute, fetch);
  }

  private static void assertTimes(
      RoundTimes times, double computing, double waiting, double broadcast, double aggregation) {
    assertThat(times.computing()).isCloseTo(computing, within(1e-9));
    assertThat(times.waiting()).isCloseTo(waiting, within(1e-9));
    assertThat(times.broadcast()).isCloseTo(broadcast, within(1e-9));
    assertThat(times.aggregation()).isCloseTo(aggregation, within(1e-9));
    assertThat(times.seconds())
        .isCloseTo(computing + waiting + broadcast + aggregation, within(1e-9));
  }

  @Test
  void theFasterShardWaits() {
    RoundTimes times = RoundTimes.of(10, 0.5, List.of(report(8, 0.25), report(6, 0.25)), 2);
    assertTimes(times, 7, 1, 0.75, 1.25);
    assertThat(times.exchangeShare()).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void shardsTakeTurnsOnOneCore() {
    assertTimes(RoundTimes.of(10, 0, List.of(report(4, 0), report(5, 0)), 1), 9, 0, 0, 1);
  }

  /** Three shards on two cores: the third goes to the core of the second, which is free first. */
  @Test
  void moreShardsThanCores() {
    RoundTimes times = RoundTimes.of(9, 0, List.of(report(5, 0), report(3, 0), report(4, 0)), 2);
    assertTimes(times, 6, 1, 0, 2);
  }

  @Test
  void moreCoresThanShards() {
    assertTimes(RoundTimes.of(3, 0, List.of(report(2, 0)), 64), 2, 0, 0, 1);
  }

  @Test
  void timesOfSeveralRoundsAddUp() {
    RoundTimes one = RoundTimes.of(10, 0.5, List.of(report(8, 0.25), report(6, 0.25)), 2);
    RoundTimes other = RoundTimes.of(10, 0, List.of(report(4, 0), report(5, 0)), 1);
    assertTimes(RoundTimes.NONE.plus(one).plus(other), 16, 1, 0.75, 2.25);
  }
}
