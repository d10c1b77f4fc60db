package org.unroll.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestComparison {

  private final Contender ours = Contender.of("Ours", Library.UNROLL, "0", 1);
  private final Contender theirs = Contender.of("Theirs", Library.PYTORCH, "0", 1);

  @Test
  void ratiosAreFormedWithinAnIteration() {
    Comparison comparison = new Comparison(List.of(ours, theirs));
    comparison.add(Map.of(ours, new Speed(200, 300), theirs, new Speed(100, 100)));
    comparison.add(
        Map.of(
            ours,
            new Speed(20, 300),
            theirs,
            new Speed(10, 100))); // an iteration slowed by another process
    comparison.add(Map.of(ours, new Speed(202, 300), theirs, new Speed(101, 100)));
    assertThat(comparison.table())
        .contains("200 (110-201)", "2.00x (2.00-2.00)", "300 (300-300)", "3.00x (3.00-3.00)");
  }
}
