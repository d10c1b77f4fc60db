package org.unroll.benchmarks.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.nn.Pooling;
import org.unroll.nn.RecurrentConfig.Direction;
import org.unroll.nn.attention.AttentionDecoderConfig.InputFeeding;
import org.unroll.nn.cell.CellKind;
import org.unroll.task.classification.ClassificationConfig.Choice;
import org.unroll.task.description.DescriptionConfig.Features;
import org.unroll.task.generation.OutputWeights;
import org.unroll.task.tagging.TaggingConfig;
import org.unroll.task.translation.TranslationConfig.Vocabularies;

class TestLearnerDifferences {

  static Stream<Arguments> problems() {
    return Stream.of(
        of("last", Problems.texts(CellKind.LSTM, Direction.BIDIRECTIONAL, Pooling.Kind.LAST, 0)),
        of("mean", Problems.texts(CellKind.GRU, Direction.FORWARD, Pooling.Kind.MEAN, 0)),
        of("max", Problems.texts(CellKind.GRU, Direction.BIDIRECTIONAL, Pooling.Kind.MAX, 0)),
        of("vectors, one label", Problems.vectors(Choice.SINGLE)),
        of("vectors, several labels", Problems.vectors(Choice.MULTIPLE)),
        of("words and characters, CRF", Problems.sentences(TaggingConfig.Output.CRF, 6)),
        of("words, softmax", Problems.sentences(TaggingConfig.Output.SOFTMAX, 0)),
        of(
            "joint and tied",
            Problems.pairs(Vocabularies.JOINT, OutputWeights.TIED, InputFeeding.ON)),
        of(
            "separate, without feeding",
            Problems.pairs(Vocabularies.SEPARATE, OutputWeights.OWN, InputFeeding.OFF)),
        of("initial state", Problems.descriptions(Features.INITIAL_STATE, CellKind.LSTM, 2)),
        of("both", Problems.descriptions(Features.BOTH, CellKind.GRU, 1)));
  }

  private static Arguments of(String name, LearningProblem<?> problem) {
    return Arguments.of(name, problem);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void unrollTrainsAsPyTorchDoes(String name, LearningProblem<?> problem) {
    LearnerDifferences differences = LearnerDifferences.of(problem, 12);
    assertThat(differences.withinBounds()).as(differences.toString()).isTrue();
  }
}
