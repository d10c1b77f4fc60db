package org.unroll.task.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.nn.cell.CellKind;
import org.unroll.nn.output.LogitsConsumer;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.TensorLayout;

/** Losses, states and gradients against {@link ReferenceNetwork}, over three batches in a row. */
class TestGradients {

  private record Shape(int vocabulary, int timeSteps, int batchSize, int embedding, int hidden) {}

  static Stream<Arguments> cases() {
    Shape[] shapes = {
      new Shape(11, 4, 1, 5, 3), new Shape(300, 7, 10, 20, 33), new Shape(57, 6, 23, 40, 50)
    };
    return Stream.of(CellKind.values())
        .flatMap(
            cell ->
                Stream.of(shapes)
                    .flatMap(
                        shape ->
                            configurations(cell, shape)
                                .map(config -> Arguments.of(config, shape))));
  }

  private static Stream<ModelConfig> configurations(CellKind cell, Shape shape) {
    ModelConfig one = Models.plain(cell, 1, shape.embedding, shape.hidden, 0);
    ModelConfig two = Models.plain(cell, 2, shape.embedding, shape.hidden, 0.4);
    return Stream.of(
        one,
        two,
        Models.tied(two),
        Models.variational(two),
        Models.recurrentDropout(one, 0.3),
        Models.recurrentDropout(two, 0.25),
        Models.oneHotWithOneBias(two),
        Models.adaptive(one, List.of(shape.vocabulary - 1)),
        Models.adaptive(two, List.of(4, 7, shape.vocabulary / 2 + 3)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreeWithTheReference(ModelConfig config, Shape shape) {
    TensorLayout layout = LanguageModel.layout(config, shape.vocabulary);
    ReferenceNetwork reference =
        new ReferenceNetwork(config, layout, shape.vocabulary, shape.timeSteps, shape.batchSize);
    float[] start = new float[layout.size()];
    LanguageModel.initialize(start, layout, config, 3);
    for (int i = 0; i < start.length; i++) {
      reference.parameters[i] = start[i];
    }
    try (LanguageModel model =
        new LanguageModel(config, shape.vocabulary, shape.timeSteps, shape.batchSize)) {
      model.setParameters(start);
      for (int step = 0; step < 3; step++) {
        TokenBatch batch =
            RandomBatches.of(shape.vocabulary, shape.timeSteps, shape.batchSize, step);
        double expected = reference.run(batch, reference.masks(step), true);
        assertThat(model.backward(batch, step)).isCloseTo(expected, within(1e-5 * expected));
        compare(model.gradient(), reference.gradient, layout);
        compareState(model, reference);
      }
      TokenBatch batch = RandomBatches.of(shape.vocabulary, shape.timeSteps, shape.batchSize, 9);
      double expected = reference.run(batch, reference.noMasks(), false);
      assertThat(model.evaluate(batch, LogitsConsumer.NONE))
          .isCloseTo(expected, within(1e-5 * expected));
    }
  }

  private static void compare(Gradient gradient, double[] expected, TensorLayout layout) {
    float[] found = new float[layout.size()];
    gradient.copyTo(found);
    for (String name : layout.names()) {
      TensorLayout.Slot slot = layout.slot(name);
      double difference = 0;
      double norm = 0;
      for (int i = slot.offset(); i < slot.offset() + slot.size(); i++) {
        difference += Math.pow(found[i] - expected[i], 2);
        norm += expected[i] * expected[i];
      }
      assertThat(Math.sqrt(difference)).as(name).isLessThan(1e-4 * Math.sqrt(norm) + 1e-12);
    }
    int at = 0;
    for (int range = 0; range <= gradient.ranges(); range++) {
      int next = range == gradient.ranges() ? found.length : gradient.start(range);
      for (; at < next; at++) {
        assertThat(found[at]).as("outside of the ranges").isZero();
      }
      at = range == gradient.ranges() ? at : gradient.end(range);
    }
  }

  private static void compareState(LanguageModel model, ReferenceNetwork reference) {
    float[] found = new float[model.stateSize()];
    model.copyStateTo(found);
    double[] expected = reference.state;
    assertThat(expected).hasSameSizeAs(found);
    for (int i = 0; i < found.length; i++) {
      assertThat((double) found[i]).isCloseTo(expected[i], within(1e-5));
    }
  }
}
