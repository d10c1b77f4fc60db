package org.unroll.benchmarks.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestDifferences {

  static List<Subject> subjects() {
    return Subject.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void unrollComputesWhatPyTorchComputes(Subject subject) {
    Differences differences = Differences.of(subject);
    assertThat(differences.scores()).isLessThan(Differences.FORWARD_BOUND);
    assertThat(differences.loss()).isLessThan(Differences.FORWARD_BOUND);
    assertThat(differences.gradient())
        .as(differences.furthestTensor())
        .isLessThan(Differences.GRADIENT_BOUND);
    assertThat(differences.training()).isLessThan(Differences.TRAINING_BOUND);
  }
}
