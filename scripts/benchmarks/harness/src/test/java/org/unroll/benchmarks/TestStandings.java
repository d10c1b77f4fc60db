package org.unroll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestStandings {

  private final Contender ours = Contender.of("Ours", Library.UNROLL, "0", 1);
  private final Contender theirs = Contender.of("Theirs", Library.PYTORCH, "0", 1);

  @Test
  void ratiosAreFormedWithinALap() {
    Standings standings = new Standings(List.of(ours, theirs));
    standings.add(Map.of(ours, 200.0, theirs, 100.0));
    standings.add(Map.of(ours, 20.0, theirs, 10.0)); // a lap that something else slowed
    standings.add(Map.of(ours, 202.0, theirs, 101.0));
    assertThat(standings.table()).contains("Ours against it", "200 (110-201)", "2.00x (2.00-2.00)");
  }
}
