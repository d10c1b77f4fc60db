package org.unroll.benchmarks.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestTranslationDifferences {

  static List<TranslationSubject> subjects() {
    return TranslationSubject.all();
  }

  @ParameterizedTest
  @MethodSource("subjects")
  void unrollComputesWhatPyTorchsModulesCompute(TranslationSubject subject) {
    TranslationDifferences differences = TranslationDifferences.of(subject);
    assertThat(differences.loss()).isLessThan(Differences.FORWARD_BOUND);
    assertThat(differences.gradient())
        .as(differences.furthestTensor())
        .isLessThan(Differences.GRADIENT_BOUND);
  }
}
