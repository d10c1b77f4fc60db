package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.config.UnrollConfig;
import org.unroll.math.OffHeapFloats;
import org.unroll.nn.cell.CellKind;
import org.unroll.testing.TinyTraining;

/** What a model takes, against what was said before. */
class TestModelMemory {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int WORDS = 3000;
  private static final int TIME_STEPS = 35;
  private static final int STREAMS = 20;

  static Stream<ModelConfig> models() {
    return Stream.of(CellKind.values())
        .flatMap(
            cell ->
                Stream.of(
                    Models.plain(cell, 1, 200, 200, 0),
                    Models.plain(cell, 2, 120, 200, 0.5),
                    Models.recurrentDropout(Models.plain(cell, 2, 200, 200, 0), 0.5),
                    Models.oneHotWithOneBias(Models.plain(cell, 1, 1, 200, 0)),
                    Models.adaptive(Models.plain(cell, 1, 200, 200, 0), List.of(500, 1500))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelTakesWhatIsSaid(ModelConfig config) {
    warmUp(config);
    long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
    long nativeBefore = OffHeapFloats.held();
    try (LanguageModel model = new LanguageModel(config, WORDS, TIME_STEPS, STREAMS)) {
      long heap = (THREADS.getCurrentThreadAllocatedBytes() - heapBefore) / Float.BYTES;
      long offHeap = OffHeapFloats.held() - nativeBefore;
      long said = ModelMemory.made(config, WORDS, TIME_STEPS, STREAMS);
      assertThat(heap + offHeap).isBetween((long) (0.8 * said), (long) (1.05 * said));
    }
    assertThat(OffHeapFloats.held()).isEqualTo(nativeBefore);
  }

  /** Loads the classes, so that they are not counted. */
  private static void warmUp(ModelConfig config) {
    new LanguageModel(config, WORDS, 2, 2).close();
  }

  @Test
  void aModelWithoutARecurrentBiasTakesAsMuchLessAsTheBiasesAndTheirGradientTake() {
    UnrollConfig two = TinyTraining.config("model.layers=2");
    UnrollConfig one = two.with(List.of("model.recurrentBias=false"));
    int gates = 4 * two.model().stack().hiddenSize();
    assertThat(
            ModelMemory.bytes(two.model(), WORDS, 5, 3)
                - ModelMemory.bytes(one.model(), WORDS, 5, 3))
        .isEqualTo(2L * Float.BYTES * 2 * gates);
  }

  @Test
  void blocksAreCountedUntilTheyAreFreed() {
    long before = OffHeapFloats.held();
    OffHeapFloats block = new OffHeapFloats(1000);
    assertThat(OffHeapFloats.held() - before).isEqualTo(1000);
    block.close();
    block.close();
    assertThat(OffHeapFloats.held()).isEqualTo(before);
  }
}
