package org.unroll.task.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.task.Metrics;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.testing.GradientCheck;
import org.unroll.task.testing.LocalRounds;
import org.unroll.tensor.TensorBlock;
import org.unroll.train.TrainingState;

class TestTranslationNetwork {

  private static final int EPOCHS = 16;

  @ParameterizedTest
  @EnumSource(TranslationTasks.Kind.class)
  void theGradientIsTheLimitOfDifferences(TranslationTasks.Kind kind) {
    TranslationTask task =
        TranslationTasks.task(kind.config(3, 0.2, 0.1, 1.4), TranslationTasks.shape(kind, 4));
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

  /** Trained in rounds by one shard and by two; the same bits at each repetition. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void learnsToReverse(int shards, @TempDir Path folder) {
    TranslationTasks.Kind kind = TranslationTasks.Kind.GRU_JOINT_TIED;
    TranslationTask task =
        TranslationTasks.task(kind.config(20, 0, 0, 0.3), TranslationTasks.shape(kind, 8));
    List<PairShard> training = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      training.add(TranslationTasks.reversed(450 / shards, 8, shard));
    }
    List<PairShard> validation = List.of(TranslationTasks.reversed(60, 8, 77));

    TrainingState state = train(task, training, validation, folder.resolve("run"), EPOCHS);

    assertThat(state.progress().best()).isGreaterThan(90);
    assertThat(train(task, training, validation, folder.resolve("again"), 1).parameters())
        .isEqualTo(train(task, training, validation, folder.resolve("once"), 1).parameters());
  }

  private static TrainingState train(
      TranslationTask task,
      List<PairShard> training,
      List<PairShard> validation,
      Path folder,
      int epochs) {
    return LocalRounds.train(
        task,
        training,
        validation,
        folder,
        List.of(
            "train.optimizer=adam",
            "train.learningRate=0.01",
            "train.schedule.kind=constant",
            "train.batchSizePerWorker=15",
            "train.averagingFrequency=5",
            "train.maxEpochs=" + epochs));
  }

  /** The sums of two shards are those of both. */
  @Test
  void metricsAddUp() {
    TranslationTasks.Kind kind = TranslationTasks.Kind.GRU_JOINT_TIED;
    TranslationTask task =
        TranslationTasks.task(kind.config(4, 0, 0, 0.7), TranslationTasks.shape(kind, 8));
    try (TranslationNetwork network = task.newNetwork(10)) {
      network.parameters().set(task.initialValues(1));
      Metrics sum = task.newMetrics();
      RaggedInts.Builder sources = new RaggedInts.Builder();
      RaggedInts.Builder targets = new RaggedInts.Builder();
      for (int shard = 0; shard < 3; shard++) {
        PairShard part = TranslationTasks.reversed(20, 8, shard);
        sum.add(network.evaluate(part));
        for (int n = 0; n < part.size(); n++) {
          sources.add(part.sources().row(n));
          targets.add(part.targets().row(n));
        }
      }
      Metrics all = network.evaluate(new PairShard(sources.build(), targets.build()));
      assertThat(sum.predictions()).isEqualTo(all.predictions());
      all.figures()
          .forEach(
              (name, value) ->
                  assertThat(sum.figure(name)).as(name).isCloseTo(value, within(1e-6 * value)));
    }
  }
}
