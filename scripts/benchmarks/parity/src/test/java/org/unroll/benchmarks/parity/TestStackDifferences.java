package org.unroll.benchmarks.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestStackDifferences {

  static List<StackSubject> subjects() {
    return StackSubject.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void unrollComputesWhatPyTorchComputesOverPackedSequences(StackSubject subject) {
    StackDifferences differences = StackDifferences.of(subject);
    assertThat(differences.output()).isLessThan(Differences.FORWARD_BOUND);
    assertThat(differences.state()).isLessThan(Differences.FORWARD_BOUND);
    assertThat(differences.dState()).isLessThan(Differences.GRADIENT_BOUND);
    assertThat(differences.gradient())
        .as(differences.furthestTensor())
        .isLessThan(Differences.GRADIENT_BOUND);
  }
}
