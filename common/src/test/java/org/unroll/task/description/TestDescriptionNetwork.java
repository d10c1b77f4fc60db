package org.unroll.task.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.errors.ConfigurationException;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.task.Metrics;
import org.unroll.task.generation.Hypothesis;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.generation.SearchConfig;
import org.unroll.task.generation.TargetText;
import org.unroll.task.testing.GradientCheck;
import org.unroll.task.testing.LocalRounds;
import org.unroll.tensor.TensorBlock;
import org.unroll.train.TrainingState;

class TestDescriptionNetwork {

  private static final int FEATURES = 4;
  private static final DescriptionShape SHAPE = new DescriptionShape(FEATURES, 9, 6);

  private record Numbers() implements TargetText {
    @Override
    public String text(int[] tokens) {
      return Arrays.stream(tokens).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }
  }

  /** Each way to read features has another cell, depth and output. */
  private static DescriptionConfig config(
      DescriptionConfig.Features features, int size, double dropout, double range) {
    return new DescriptionConfig(
        new DescriptionConfig.Embeddings(
            size,
            features == DescriptionConfig.Features.BOTH ? OutputWeights.OWN : OutputWeights.TIED),
        new StackConfig(
            features == DescriptionConfig.Features.INITIAL_STATE ? CellKind.LSTM : CellKind.GRU,
            features == DescriptionConfig.Features.FIRST_INPUT ? 1 : 2,
            features == DescriptionConfig.Features.BOTH ? size + 1 : size,
            true),
        features,
        DropoutConfig.plain(dropout),
        0.1,
        InitializerConfig.uniform(range));
  }

  private static DescriptionTask task(DescriptionConfig config) {
    return new DescriptionTask(config, SHAPE, SearchConfig.GREEDY, new Numbers(), Map.of());
  }

  /** Items of which a text names the features that are set, in their order or in reverse. */
  private static DescribedShard items(int size) {
    DescribedShard.Builder shard = new DescribedShard.Builder(FEATURES);
    for (int n = 0; n < size; n++) {
      float[] features = new float[FEATURES];
      List<Integer> tokens = new ArrayList<>();
      for (int i = 0; i < FEATURES; i++) {
        if (Seeds.uniform(n, i) < 0.5) {
          features[i] = 1;
          tokens.add(3 + i);
        }
      }
      int[] text = tokens.stream().mapToInt(Integer::intValue).toArray();
      int[] longer = Arrays.copyOf(text, text.length + 1);
      longer[text.length] = 3 + FEATURES;
      shard.add(features, n % 3 == 0 ? List.of(text, longer) : List.of(longer));
    }
    return shard.build();
  }

  @ParameterizedTest
  @EnumSource(DescriptionConfig.Features.class)
  void theGradientIsTheLimitOfDifferences(DescriptionConfig.Features features) {
    DescriptionTask task = task(config(features, 3, 0.2, 1.2));
    try (DescriptionNetwork network = task.newNetwork(9)) {
      network.parameters().set(task.initialValues(3));
      GradientCheck.check(network, items(6), 1e-3);
    }
  }

  @ParameterizedTest
  @EnumSource(DescriptionConfig.Features.class)
  void aDescriberComputesWhatTheNetworkDoes(DescriptionConfig.Features features) {
    DescriptionConfig config = config(features, 5, 0.3, 0.8);
    DescriptionTask task = task(config);
    float[] values = task.initialValues(5);
    try (Describer describer =
            new Describer(config, SHAPE, new TensorBlock(task.layout(), values, Map.of()));
        DescriptionModel model = new DescriptionModel(config, SHAPE, 4)) {
      model.parameters().set(values);
      float[][] rows = {{1, 0, 0, 1}, {0, 0, 0, 0}, {0.5f, -1, 2, 0}};
      List<List<Hypothesis>> found = describer.describe(rows, new SearchConfig(3, 0.6));
      for (int n = 0; n < rows.length; n++) {
        assertThat(found.get(n)).isNotEmpty();
        for (Hypothesis hypothesis : found.get(n)) {
          DescribedShard item =
              new DescribedShard.Builder(FEATURES)
                  .add(rows[n], List.of(hypothesis.tokens()))
                  .build();
          assertThat(-hypothesis.logProbability())
              .isCloseTo(model.evaluate(item, new int[] {0}), within(1e-4));
        }
      }
    }
  }

  /** Trained in rounds by one shard and by two; the same bits at each repetition. */
  @ParameterizedTest
  @EnumSource(DescriptionConfig.Features.class)
  void learnsToDescribe(DescriptionConfig.Features features, @TempDir Path folder) {
    DescriptionTask task = task(config(features, 16, 0, 0.3));
    boolean two = features == DescriptionConfig.Features.BOTH;
    List<DescribedShard> training = two ? List.of(items(75), items(75)) : List.of(items(150));
    List<DescribedShard> validation = List.of(items(50));

    TrainingState state = train(task, training, validation, folder.resolve("run"), 20);

    try (DescriptionNetwork network = task.newNetwork(10)) {
      network.parameters().set(state.parameters());
      DescribedShard items = items(50);
      Metrics metrics = network.evaluate(items);
      assertThat(metrics.figure("exactMatch")).isGreaterThan(0.98);
      assertThat(metrics.figure(DescriptionMetrics.BLEU4)).isGreaterThan(90);
      assertThat(metrics.predictions())
          .isEqualTo(Arrays.stream(items.texts().lengths()).sum() + (long) items.size());
    }
    assertThat(train(task, training, validation, folder.resolve("again"), 1).parameters())
        .isEqualTo(train(task, training, validation, folder.resolve("once"), 1).parameters());
  }

  private static TrainingState train(
      DescriptionTask task,
      List<DescribedShard> training,
      List<DescribedShard> validation,
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
            "train.batchSizePerWorker=10",
            "train.averagingFrequency=5",
            "train.maxEpochs=" + epochs));
  }

  @Test
  void refusesATiedOutputOfAnotherWidth() {
    assertThatThrownBy(
            () ->
                new DescriptionConfig(
                    new DescriptionConfig.Embeddings(3, OutputWeights.TIED),
                    new StackConfig(CellKind.LSTM, 1, 4, true),
                    DescriptionConfig.Features.BOTH,
                    DropoutConfig.NONE,
                    0,
                    InitializerConfig.uniform(1)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("model.hiddenSize must be model.embeddingSize, 3");
  }
}
