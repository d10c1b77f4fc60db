package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.hadoop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

class TestPlanJob {

  @TempDir private Path folder;

  private PlanReport plan(Path data, UnrollConfig config, Path out) {
    return new PlanJob(
            LocalSpark.context(), config, hadoop(data), Optional.of(hadoop(out)), Progress.silent())
        .run();
  }

  @Test
  void changesInHalfPrecisionHalveWhatReturns() throws IOException {
    Path data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    UnrollConfig config = config("train.updatePrecision=float16", "train.optimizer=adam");

    PlanReport plan = plan(data, config, folder.resolve("model"));

    // Three shards receive a model and two blocks of state, and return as much but for the model.
    assertThat(plan.roundBytes()).isEqualTo(3 * (3 * 4L + 2 + 2 * 4) * plan.parameters());
  }

  @Test
  void saysWhatATrainingWouldNeed() throws IOException {
    Path data = folder.resolve("data");
    Path out = folder.resolve("model");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);

    PlanReport plan = plan(data, config(), out);

    TrainReport trained =
        TextTraining.train(
            LocalSpark.context(), config("train.maxRounds=1"), data, out, TrainJob.Start.NEW);
    assertThat(plan.parameters()).isEqualTo(trained.parameters());
    assertThat(plan.shards()).isEqualTo(3);
    // Three shards receive a model and return one.
    assertThat(plan.roundBytes()).isEqualTo(3 * 2 * 4L * plan.parameters());
    assertThat(plan.taskBytes()).isGreaterThan(5 * 4L * plan.parameters());
    assertThat(plan.batchSeconds()).isPositive();
    assertThat(plan.exchangeSeconds()).isPositive();
    double round = 5 * plan.batchSeconds() + plan.exchangeSeconds();
    assertThat(plan.exchangeShare()).isEqualTo(plan.exchangeSeconds() / round);
    int recommended = plan.recommendedFrequency();
    double compute = recommended * plan.batchSeconds();
    assertThat(plan.exchangeSeconds() / (compute + plan.exchangeSeconds()))
        .isLessThanOrEqualTo(0.1 + 1e-9);
    assertThat(plan.oneMachineIsEnough()).isTrue();
    assertThat(plan.times().get(0).cores()).isEqualTo(1);
    assertThat(plan.times().get(0).seconds()).isGreaterThan(plan.times().get(1).seconds());
    assertThat(TextTraining.names(out)).contains("plan.json", "latest");
    assertThat(Files.readString(out.resolve("plan.json"))).contains("\"shards\":3");
  }
}
