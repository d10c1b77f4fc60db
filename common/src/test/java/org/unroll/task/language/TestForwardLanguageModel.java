package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.output.LogitsConsumer;
import org.unroll.tensor.TensorBlock;
import org.unroll.tensor.TensorLayout;

/** The model that only predicts against the one that is trained: the same bits. */
class TestForwardLanguageModel {

  private static final int VOCABULARY = 83;
  private static final int TOKENS = 30;

  static Stream<Arguments> models() {
    return Stream.of(CellKind.values())
        .flatMap(
            cell -> {
              ModelConfig plain = Models.plain(cell, 2, 9, 13, 0);
              return Stream.of(
                  Arguments.of(cell + ", softmax", plain),
                  Arguments.of(cell + ", tied", Models.tied(plain)),
                  Arguments.of(cell + ", one-hot", Models.oneHotWithOneBias(plain)),
                  Arguments.of(cell + ", adaptive", Models.adaptive(plain, List.of(20, 50))),
                  Arguments.of(cell + ", wide", Models.plain(cell, 1, 40, 64, 0)));
            });
  }

  private static TensorBlock tensors(ModelConfig config) {
    TensorLayout layout = LanguageModel.layout(config, VOCABULARY);
    float[] values = new float[layout.size()];
    LanguageModel.initialize(values, layout, config, 5);
    for (int i = 0; i < values.length; i++) {
      values[i] *= 5; // so that the distributions are far from uniform
    }
    return new TensorBlock(layout, values, Map.of());
  }

  /** One prediction of a model, copied. */
  private record Prediction(float[] scores, double logSumExp) {

    float logProbability(int id) {
      return (float) (scores[id] - logSumExp);
    }
  }

  private static Prediction[] expected(ModelConfig config, TensorBlock tensors, int[] ids) {
    Prediction[] predictions = new Prediction[ids.length];
    try (LanguageModel model = new LanguageModel(config, VOCABULARY, 1, 1)) {
      model.setParameters(tensors.values());
      TokenBatch batch = new TokenBatch(1, 1);
      for (int i = 0; i < ids.length; i++) {
        int place = i;
        batch.inputs[0] = ids[i];
        batch.targets[0] = 5;
        LogitsConsumer sink =
            (time, stream, scores, logSumExp) ->
                predictions[place] = new Prediction(Arrays.copyOf(scores, VOCABULARY), logSumExp);
        model.evaluate(batch, sink);
      }
    }
    return predictions;
  }

  private static Prediction predict(ForwardLanguageModel model, float[] state) {
    float[][] scores = new float[1][VOCABULARY];
    double[] logSumExp = new double[1];
    model.predict(new float[][] {state}, scores, logSumExp);
    return new Prediction(scores[0], logSumExp[0]);
  }

  private static void same(Prediction found, Prediction expected) {
    assertThat(found.logSumExp).isEqualTo(expected.logSumExp);
    assertThat(found.scores).isEqualTo(expected.scores);
  }

  private static int[] ids(int seed) {
    return Arrays.copyOf(RandomBatches.of(VOCABULARY, TOKENS, 1, seed).inputs, TOKENS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void predictsWhatTheTrainedModelDoes(String name, ModelConfig config) {
    TensorBlock tensors = tensors(config);
    int[] ids = ids(1);
    Prediction[] expected = expected(config, tensors, ids);
    try (ForwardLanguageModel model = new ForwardLanguageModel(config, VOCABULARY, tensors)) {
      float[] state = new float[model.stateSize()];
      for (int i = 0; i < ids.length; i++) {
        model.read(new int[] {ids[i]}, state);
        same(predict(model, state), expected[i]);
      }
      float[] atOnce = new float[model.stateSize()];
      model.read(ids, atOnce);
      assertThat(atOnce).isEqualTo(state);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void scoresTokensAsTheTrainedModelDoes(String name, ModelConfig config) {
    TensorBlock tensors = tensors(config);
    int[] ids = ids(2);
    Prediction[] expected = expected(config, tensors, ids);
    try (ForwardLanguageModel model = new ForwardLanguageModel(config, VOCABULARY, tensors)) {
      float[] state = new float[model.stateSize()];
      model.read(new int[] {ids[0]}, state);
      float[] scores = model.score(Arrays.copyOfRange(ids, 1, TOKENS), state);
      for (int i = 0; i < scores.length; i++) {
        assertThat(scores[i]).isEqualTo(expected[i].logProbability(ids[i + 1]));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void predictsForManyAsForOne(String name, ModelConfig config) {
    TensorBlock tensors = tensors(config);
    try (ForwardLanguageModel model = new ForwardLanguageModel(config, VOCABULARY, tensors)) {
      int batchSize = 27;
      float[][] states = new float[batchSize][model.stateSize()];
      int[] column = new int[batchSize];
      for (int step = 0; step < 4; step++) {
        for (int b = 0; b < batchSize; b++) {
          column[b] = ids(b)[step];
        }
        model.read(column, states);
      }
      float[][] scores = new float[batchSize][VOCABULARY];
      double[] logSumExp = new double[batchSize];
      model.predict(states, scores, logSumExp);
      for (int b = 0; b < batchSize; b++) {
        float[] alone = new float[model.stateSize()];
        model.read(Arrays.copyOf(ids(b), 4), alone);
        assertThat(states[b]).isEqualTo(alone);
        same(new Prediction(scores[b], logSumExp[b]), predict(model, alone));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void holdsEachWeightOnce(String name, ModelConfig config) {
    TensorBlock tensors = tensors(config);
    try (ForwardLanguageModel model = new ForwardLanguageModel(config, VOCABULARY, tensors)) {
      int lanes = 64; // more than any vector has
      long padding = 0;
      for (String tensor : tensors.layout().names()) {
        List<Integer> shape = tensors.layout().slot(tensor).shape();
        padding += shape.size() > 1 ? 2L * lanes * shape.get(1) : shape.get(0);
      }
      long parameters = tensors.values().length;
      assertThat(model.weightBytes()).isLessThanOrEqualTo(4 * (parameters + padding));
      assertThat(model.workspaceBytes(1)).isLessThan(model.workspaceBytes(2));
    }
  }
}
