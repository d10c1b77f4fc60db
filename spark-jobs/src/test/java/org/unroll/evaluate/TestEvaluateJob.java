package org.unroll.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.hadoop;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.dataset.Split;
import org.unroll.errors.BadDataException;
import org.unroll.prepare.PreparedData;
import org.unroll.task.language.Evaluator;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.LanguageModel;
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

  @Test
  void equalsAnEvaluationWithoutSpark() {
    PreparedData prepared =
        PreparedData.open(hadoop(data), LocalSpark.context().hadoopConfiguration());
    Checkpoint checkpoint =
        Checkpoint.open(hadoop(model), LocalSpark.context().hadoopConfiguration());
    LanguageMetrics expected = new LanguageMetrics();
    for (WindowShard shard : prepared.shards(LocalSpark.context(), Split.TEST, 1).collect()) {
      try (LanguageModel plain =
          new LanguageModel(
              config().model(), prepared.vocabulary().size(), shard.windowLength() - 1, 4)) {
        plain.setParameters(checkpoint.model().values());
        expected.add(Evaluator.evaluate(plain, shard));
      }
    }

    EvaluationReport report = evaluate(data, Split.TEST);

    assertThat(report.tokens()).isEqualTo(expected.tokens()).isPositive();
    assertThat(report.perplexity()).isEqualTo(expected.perplexity());
    assertThat(report.accuracyAt1()).isEqualTo(expected.accuracyAt1());
    assertThat(report.accuracyAt3WithoutUnk()).isEqualTo(expected.accuracyAt3WithoutUnk());
    assertThat(report.unigramPerplexity())
        .isEqualTo(prepared.manifest().counts(Split.TEST).unigramPerplexity());
  }

  @Test
  void theBestCheckpointHasThePerplexityThatTrainingReported() {
    assertThat(evaluate(data, Split.VALIDATION).perplexity())
        .isEqualTo(trained.validationPerplexity());
  }

  @Test
  void aModelAndDataWithDifferentVocabulariesAreRefused() throws IOException {
    Path other = folder.resolve("other");
    TextTraining.prepare(LocalSpark.context(), other, 300, 9);
    assertThatThrownBy(() -> evaluate(other, Split.TEST))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("expected data with the model's vocabulary of 15 tokens")
        .hasMessageContaining("found another of 15 tokens in");
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
