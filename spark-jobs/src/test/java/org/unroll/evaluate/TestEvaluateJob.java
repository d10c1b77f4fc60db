package org.unroll.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.LanguageNetwork;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;
import org.unroll.training.TrainReport;

class TestEvaluateJob {

  @TempDir private static Path folder;

  private static Path data;
  private static Path model;
  private static TrainReport trained;

  @BeforeAll
  static void train() throws IOException {
    data = folder.resolve("data");
    model = folder.resolve("model");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    trained = TextTraining.train(LocalSpark.context(), config(), data, model, TrainJob.Start.NEW);
  }

  private static EvaluationReport evaluate(Path on, Split split) {
    return new EvaluateJob(LocalSpark.context(), hadoop(model), hadoop(on), split).run();
  }

  /** One stream in one shard, as a person would define it. */
  @Test
  void equalsOnePassOverTheText() {
    LanguageData prepared =
        LanguageData.open(
            config(), PreparedData.open(hadoop(data), LocalSpark.context().hadoopConfiguration()));
    Checkpoint checkpoint =
        Checkpoint.open(hadoop(model), LocalSpark.context().hadoopConfiguration());
    LanguageMetrics expected = new LanguageMetrics();
    for (WindowShard shard : prepared.shards(LocalSpark.context(), Split.TEST, 1).collect()) {
      try (LanguageNetwork plain = prepared.task().newNetwork(1)) {
        plain.parameters().set(checkpoint.model().values());
        expected.add(plain.evaluate(shard));
      }
    }

    EvaluationReport report = evaluate(data, Split.TEST);

    assertThat(report.tokens()).isEqualTo(expected.predictions()).isPositive();
    assertThat(report.figure("perplexity"))
        .isCloseTo(expected.perplexity(), within(1e-12 * expected.perplexity()));
    assertThat(report.figure("accuracyAt1")).isEqualTo(expected.accuracyAt1());
    assertThat(report.figure("accuracyAt3WithoutUnk")).isEqualTo(expected.accuracyAt3WithoutUnk());
    assertThat(report.figure("unigramPerplexity"))
        .isEqualTo(prepared.prepared().manifest().counts(Split.TEST).unigramPerplexity());
  }

  /** A validation begins each of its streams with an empty state; here there are four. */
  @Test
  void theBestCheckpointHasAboutThePerplexityOfItsValidation() {
    assertThat(evaluate(data, Split.VALIDATION).figure("perplexity"))
        .isCloseTo(trained.value(), withinPercentage(1));
  }

  @Test
  void aModelAndDataWithDifferentVocabulariesAreRefused() throws IOException {
    Path other = folder.resolve("other");
    TextTraining.prepare(LocalSpark.context(), other, 300, 9);
    assertThatThrownBy(() -> evaluate(other, Split.TEST))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected data with the vocab.txt of the model (file:")
        .hasMessageContaining(", 15 lines), found another one of 15 lines in");
  }

  @Test
  void aMissingModelAndMissingDataAreNamed() {
    assertThatThrownBy(() -> evaluate(folder.resolve("none"), Split.TEST))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("found nothing at");
    assertThatThrownBy(
            () ->
                new EvaluateJob(LocalSpark.context(), hadoop(data), hadoop(data), Split.TEST).run())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected a checkpoint or the output folder of a training run");
  }
}
