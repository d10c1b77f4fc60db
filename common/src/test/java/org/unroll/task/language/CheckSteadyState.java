package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.nn.cell.CellKind;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.tensor.TensorLayout;

/**
 * What training takes from the heap once its loops are compiled: nothing. Runs in a JVM of its own
 * that waits for its compilers, so that neither other tests nor other processes change what they
 * do.
 */
@Tag("steady-state")
class CheckSteadyState {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WORDS = 200;
  private static final int STEPS_OF_A_LAP = 40;
  private static final int MAX_LAPS = 500;

  static Stream<ModelConfig> models() {
    return Stream.of(CellKind.values())
        .map(cell -> Models.plain(cell, 2, 24, 24, 0.5))
        .flatMap(
            plain ->
                Stream.of(
                    plain,
                    Models.adaptive(plain, List.of(30, 100)),
                    Models.recurrentDropout(plain, 0.25)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aStepAllocatesNothing(ModelConfig config) {
    TensorLayout layout = LanguageModel.layout(config, WORDS);
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, config, 1);
    TokenBatch batch = RandomBatches.of(WORDS, 6, 10, 1);
    Optimizer optimizer =
        new Optimizer(
            new OptimizerConfig(
                new Adam(0.9, 0.999, 1e-8),
                new WeightDecay(1e-4, WeightDecay.Form.DECOUPLED),
                new Clipping(1, 1)),
            layout);
    try (LanguageModel model = new LanguageModel(config, WORDS, 6, 10)) {
      model.setParameters(start);
      long allocated = Long.MAX_VALUE;
      // The compilers need their time; before, vectors are objects.
      for (int lap = 0; lap < MAX_LAPS && allocated > 0; lap++) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int step = 0; step < STEPS_OF_A_LAP; step++) {
          model.backward(batch, step);
          optimizer.step(model.parameters(), model.gradient(), 0.001);
        }
        allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      }
      assertThat(allocated).as("bytes in %d steps", STEPS_OF_A_LAP).isZero();
    }
  }

  @Test
  void asksTheThreadForItsBytes() {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    float[] block = new float[100_000];
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isGreaterThanOrEqualTo(4L * block.length);
  }
}
