package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.output.LogitsConsumer;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.tensor.TensorLayout;

class TestLanguageModel {

  @Test
  void learnsATinySequenceByHeart() {
    ModelConfig config = Models.plain(CellKind.LSTM, 2, 6, 8, 0);
    int[] sequence = {3, 4, 5, 3, 6, 4, 7, 3, 5};
    TokenBatch batch = new TokenBatch(8, 1);
    for (int t = 0; t < 8; t++) {
      batch.inputs[t] = sequence[t];
      batch.targets[t] = sequence[t + 1];
    }
    batch.startsSequence[0] = true;
    TensorLayout layout = LanguageModel.layout(config, 8);
    Optimizer optimizer = new Optimizer(OptimizerConfig.sgd(5), layout);
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, config, 7);
    try (LanguageModel model = new LanguageModel(config, 8, 8, 1)) {
      model.setParameters(start);
      double first = model.backward(batch, 1);
      double loss = first;
      for (int step = 0; step < 600; step++) {
        loss = model.backward(batch, step);
        optimizer.step(model.parameters(), model.gradient(), 0.3);
      }
      assertThat(first).isGreaterThan(14);
      assertThat(loss).isLessThan(0.2);
      assertThat(model.evaluate(batch, LogitsConsumer.NONE)).isLessThan(0.2);
    }
  }
}
