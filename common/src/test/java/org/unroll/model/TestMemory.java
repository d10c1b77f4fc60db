package org.unroll.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.NativeFloats;

/** What a model takes, against the formula in {@link LanguageModel}. */
class TestMemory {

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
                    Models.recurrentDropout(Models.plain(cell, 2, 200, 200, 0), 0.5)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelTakesWhatTheFormulaSays(ModelConfig config) {
    warmUp(config);
    long heapBefore = THREADS.getCurrentThreadAllocatedBytes();
    long nativeBefore = NativeFloats.held();
    try (LanguageModel model = new LanguageModel(config, WORDS, TIME_STEPS, STREAMS)) {
      long heap = (THREADS.getCurrentThreadAllocatedBytes() - heapBefore) / Float.BYTES;
      long offHeap = NativeFloats.held() - nativeBefore;
      assertThat(heap + offHeap)
          .isLessThan((long) (1.05 * formula(config, model.parameters().size())));
    }
    assertThat(NativeFloats.held()).isEqualTo(nativeBefore);
  }

  /** Loads the classes, so that they are not counted. */
  private static void warmUp(ModelConfig config) {
    new LanguageModel(config, 10, 2, 2).close();
  }

  /**
   * Without the copy that a task returns, and the packed weights, which come with the first use.
   */
  private static long formula(ModelConfig config, long parameters) {
    long n = TIME_STEPS * STREAMS;
    long hidden = config.hiddenSize();
    long widest = Math.max(config.embeddingSize(), hidden);
    long gates = config.recurrent(WORDS).gates();
    long layers = config.layers() * n * hidden * (2 * gates + 4);
    long dropout = config.dropout() > 0 ? (config.layers() + 1) * 2 * n * widest : 0;
    long recurrentDropout = config.recurrentDropout() > 0 ? config.layers() * n * hidden : 0;
    return 2 * parameters
        + n * (config.embeddingSize() + widest)
        + layers
        + dropout
        + recurrentDropout
        + n * (WORDS + hidden);
  }

  @Test
  void blocksAreCountedUntilTheyAreFreed() {
    long before = NativeFloats.held();
    NativeFloats block = new NativeFloats(1000);
    assertThat(NativeFloats.held() - before).isEqualTo(1000);
    block.close();
    block.close();
    assertThat(NativeFloats.held()).isEqualTo(before);
  }
}
