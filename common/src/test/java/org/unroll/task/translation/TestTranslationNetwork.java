package org.unroll.task.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.testing.GradientCheck;
import org.unroll.tensor.TensorBlock;

class TestTranslationNetwork {

  @ParameterizedTest
  @EnumSource(TranslationTasks.Kind.class)
  void theGradientIsTheLimitOfDifferences(TranslationTasks.Kind kind) {
    TranslationTask task =
        TranslationTasks.task(
            kind.config(3, 0.2, 0.1, 1.4), TranslationTasks.shape(kind, 4));
    try (TranslationNetwork network = task.newNetwork(7)) {
      network.parameters().set(task.initialValues(3));
      GradientCheck.check(network, TranslationTasks.reversed(6, 5, 1), 2e-3);
    }
  }

  /** The gradient's ranges name all values that are not zero. */
  @ParameterizedTest
  @EnumSource(TranslationTasks.Kind.class)
  void whatIsOutsideOfTheRangesIsZero(TranslationTasks.Kind kind) {
    TranslationTask task =
        TranslationTasks.task(kind.config(3, 0, 0, 0.7), TranslationTasks.shape(kind, 4));
    PairShard shard = TranslationTasks.reversed(24, 4, 1);
    try (TranslationNetwork network = task.newNetwork(2)) {
      network.parameters().set(task.initialValues(3));
      float[] values = new float[task.layout().size()];
      for (int step = 0; step < 12; step++) {
        network.backward(shard, 1, step);
        network.gradient().copyTo(values);
        int range = 0;
        for (int i = 0; i < values.length; i++) {
          while (range < network.gradient().ranges() && i >= network.gradient().end(range)) {
            range++;
          }
          if (range == network.gradient().ranges() || i < network.gradient().start(range)) {
            assertThat(values[i]).as("%d", i).isZero();
          }
        }
      }
    }
  }

  /** A translator's log p of the text that it says is that of the network with teacher forcing. */
  @ParameterizedTest
  @EnumSource(TranslationTasks.Kind.class)
  void aTranslatorComputesWhatTheNetworkDoes(TranslationTasks.Kind kind) {
    TranslationConfig config = kind.config(5, 0.3, 0.1, 0.9);
    TranslationShape shape = TranslationTasks.shape(kind, 6);
    TranslationTask task = TranslationTasks.task(config, shape);
    float[] values = task.initialValues(5);
    TensorBlock tensors = new TensorBlock(task.layout(), values, Map.of());
    PairShard shard = TranslationTasks.reversed(10, 8, 2);
    int[][] sources = new int[shard.size()][];
    for (int n = 0; n < sources.length; n++) {
      sources[n] = shard.sources().row(n);
    }
    try (Translator translator = new Translator(config, shape, tensors);
        TranslationModel model = new TranslationModel(config, shape, 10)) {
      model.parameters().set(values);
      List<List<Hypothesis>> found = translator.translate(sources, new SearchConfig(3, 0.6));
      for (int n = 0; n < sources.length; n++) {
        for (Hypothesis hypothesis : found.get(n)) {
          PairShard pair =
              new PairShard(
                  new RaggedInts.Builder().add(sources[n]).build(),
                  new RaggedInts.Builder().add(hypothesis.tokens()).build());
          double loss = model.evaluate(pair, new int[] {0});
          assertThat(-hypothesis.logProbability()).isCloseTo(loss, within(1e-4));
          assertThat(hypothesis.attention())
              .hasNumberOfRows(hypothesis.tokens().length + (hypothesis.ended() ? 1 : 0));
        }
      }
    }
  }

  private static Optimizer optimizer(TranslationTask task) {
    return new Optimizer(
        new OptimizerConfig(
            new Adam(0.9, 0.999, 1e-8),
            new WeightDecay(0, WeightDecay.Form.DECOUPLED),
            new Clipping(5, Clipping.UNLIMITED)),
        task.layout());
  }

  private static TranslationMetrics train(TranslationTask task, PairShard shard, int epochs) {
    Optimizer optimizer = optimizer(task);
    try (TranslationNetwork network = task.newNetwork(20)) {
      network.parameters().set(task.initialValues(1));
      for (int epoch = 0; epoch < epochs; epoch++) {
        for (int step = 0; step < shard.steps(20); step++) {
          network.backward(shard, epoch, step);
          optimizer.step(network.parameters(), network.gradient(), 0.01);
        }
      }
      return (TranslationMetrics) network.evaluate(TranslationTasks.reversed(100, 8, 77));
    }
  }

  @Test
  void learnsToReverse() {
    TranslationTasks.Kind kind = TranslationTasks.Kind.GRU_JOINT_TIED;
    TranslationTask task =
        TranslationTasks.task(kind.config(24, 0, 0, 0.3), TranslationTasks.shape(kind, 8));
    PairShard shard = TranslationTasks.reversed(400, 8, 1);
    TranslationMetrics metrics = train(task, shard, 25);
    assertThat(metrics.figure(TranslationMetrics.BLEU)).isGreaterThan(95);
    assertThat(metrics.figure("perplexity")).isLessThan(1.1);
  }
}
