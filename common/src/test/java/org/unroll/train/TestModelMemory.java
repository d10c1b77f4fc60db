package org.unroll.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.config.UnrollConfig;
import org.unroll.model.LanguageModel;
import org.unroll.model.ModelConfig;
import org.unroll.nn.ParameterLayout;
import org.unroll.testing.TinyTraining;

class TestModelMemory {

  private static final int WORDS = 50;

  private static long bytes(UnrollConfig config) {
    ModelConfig model = config.model();
    ParameterLayout layout = LanguageModel.layout(model, WORDS);
    return ModelMemory.bytes(model, layout, WORDS, 5, 3);
  }

  @Test
  void aModelWithoutARecurrentBiasTakesAsMuchLessAsTheBiasesAndTheirGradientTake() {
    UnrollConfig two = TinyTraining.config("model.layers=2");
    UnrollConfig one = two.with(List.of("model.recurrentBias=false"));
    int gates = 4 * two.model().hiddenSize();
    assertThat(bytes(two) - bytes(one)).isEqualTo(2L * Float.BYTES * 2 * gates);
  }
}
