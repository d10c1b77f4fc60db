package org.unroll.task.classification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.Seeds;
import org.unroll.nn.InitializerConfig;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig;
import org.unroll.nn.StackConfig;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.optim.Adam;
import org.unroll.optim.Clipping;
import org.unroll.optim.Optimizer;
import org.unroll.optim.OptimizerConfig;
import org.unroll.optim.WeightDecay;
import org.unroll.task.batch.RaggedInts;
import org.unroll.task.testing.GradientCheck;

class TestClassificationNetwork {

  private static final int VOCABULARY = 7;
  private static final int LABELS = 3;
  private static final float[] WEIGHTS = {1, 2, 0.5f};

  private static TextEncoderConfig text(
      CellKind cell, RecurrentConfig.Direction direction, Pooling.Kind pooling, double dropout) {
    return new TextEncoderConfig(
        VOCABULARY,
        4,
        new StackConfig(cell, 1, 3, false),
        direction,
        pooling,
        DropoutConfig.plain(dropout));
  }

  private static ClassificationTask task(
      EncoderConfig encoder, ClassificationConfig.Choice choice) {
    return new ClassificationTask(
        new ClassificationConfig(encoder, LABELS, choice, InitializerConfig.uniform(0.7)),
        6,
        WEIGHTS,
        Map.of());
  }

  /** Texts of 1 to 6 tokens and an empty one; the label is whether token 2 or 3 comes first. */
  private static LabelledShard texts(int size) {
    RaggedInts.Builder tokens = new RaggedInts.Builder().add();
    RaggedInts.Builder labels = new RaggedInts.Builder().add(0);
    for (int n = 1; n < size; n++) {
      int[] ids = new int[1 + n % 6];
      int label = 0;
      for (int i = 0; i < ids.length; i++) {
        ids[i] = 2 + (int) (5 * Seeds.uniform(n, i));
        label = label == 0 && ids[i] < 4 ? ids[i] - 1 : label;
      }
      tokens.add(ids);
      labels.add(label);
    }
    return LabelledShard.ofTexts(tokens.build(), labels.build());
  }

  private static LabelledShard vectors(int size) {
    float[] features = new float[2 * size];
    RaggedInts.Builder labels = new RaggedInts.Builder();
    for (int n = 0; n < size; n++) {
      features[2 * n] = 4 * Seeds.uniform(1, n) - 2;
      features[2 * n + 1] = 4 * Seeds.uniform(2, n) - 2;
      boolean same = features[2 * n] * features[2 * n + 1] > 0;
      labels.add(same ? 1 : 0);
    }
    return LabelledShard.ofVectors(features, 2, labels.build());
  }

  static Stream<EncoderConfig> textEncoders() {
    return Stream.of(
        text(CellKind.LSTM, RecurrentConfig.Direction.BIDIRECTIONAL, Pooling.Kind.LAST, 0),
        text(CellKind.GRU, RecurrentConfig.Direction.BIDIRECTIONAL, Pooling.Kind.MEAN, 0.3),
        text(CellKind.LSTM, RecurrentConfig.Direction.FORWARD, Pooling.Kind.MAX, 0),
        text(CellKind.GRU, RecurrentConfig.Direction.FORWARD, Pooling.Kind.LAST, 0));
  }

  @ParameterizedTest
  @MethodSource("textEncoders")
  void theGradientOfATextClassifierIsTheLimitOfDifferences(EncoderConfig encoder) {
    for (ClassificationConfig.Choice choice : ClassificationConfig.Choice.values()) {
      ClassificationTask task = task(encoder, choice);
      try (ClassificationNetwork network = task.newNetwork(5)) {
        network.parameters().set(task.initialValues(3));
        GradientCheck.check(network, texts(5), 2e-3);
      }
    }
  }

  @Test
  void theGradientOfAPerceptronIsTheLimitOfDifferences() {
    ClassificationTask task =
        task(new VectorEncoderConfig(2, List.of(5, 4), 0), ClassificationConfig.Choice.SINGLE);
    try (ClassificationNetwork network = task.newNetwork(6)) {
      network.parameters().set(task.initialValues(8));
      GradientCheck.check(network, vectors(6), 2e-3);
    }
  }

  @Test
  void theLastBatchOfAnEpochMayBeSmaller() {
    ClassificationTask task =
        task(textEncoders().findFirst().orElseThrow(), ClassificationConfig.Choice.SINGLE);
    try (ClassificationNetwork network = task.newNetwork(4)) {
      network.parameters().set(task.initialValues(1));
      long examples = 0;
      for (int step = 0; step < texts(10).steps(4); step++) {
        network.backward(texts(10), 7, step);
        examples += network.predictions();
      }
      assertThat(examples).isEqualTo(10);
    }
  }

  @Test
  void learnsWhichTokenComesFirst() {
    assertThat(
            accuracy(
                task(
                    text(
                        CellKind.GRU, RecurrentConfig.Direction.BIDIRECTIONAL, Pooling.Kind.MAX, 0),
                    ClassificationConfig.Choice.SINGLE),
                texts(200)))
        .isGreaterThan(0.98);
  }

  @Test
  void learnsWhetherTwoFeaturesHaveTheSameSign() {
    assertThat(
            accuracy(
                task(
                    new VectorEncoderConfig(2, List.of(16), 0.1),
                    ClassificationConfig.Choice.SINGLE),
                vectors(400)))
        .isGreaterThan(0.95);
  }

  private static double accuracy(ClassificationTask task, LabelledShard shard) {
    Optimizer optimizer =
        new Optimizer(
            new OptimizerConfig(
                new Adam(0.9, 0.999, 1e-8),
                new WeightDecay(0, WeightDecay.Form.DECOUPLED),
                new Clipping(Clipping.UNLIMITED, Clipping.UNLIMITED)),
            task.layout());
    try (ClassificationNetwork network = task.newNetwork(20)) {
      network.parameters().set(task.initialValues(1));
      for (int epoch = 0; epoch < 60; epoch++) {
        for (int step = 0; step < shard.steps(20); step++) {
          network.backward(shard, epoch, step);
          optimizer.step(network.parameters(), network.gradient(), 0.01);
        }
      }
      return network.evaluate(shard).figure(ClassificationMetrics.ACCURACY);
    }
  }
}
