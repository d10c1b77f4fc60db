package org.unroll.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.hadoop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.CheckpointFolder;
import org.unroll.checkpoint.Snapshot;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Split;
import org.unroll.dump.Dump;
import org.unroll.files.Folder;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.progress.Progress;
import org.unroll.sample.SampleEncyclopedia;
import org.unroll.task.language.LanguageMetrics;
import org.unroll.task.language.LanguageNetwork;
import org.unroll.task.language.WindowShard;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/** One figure for a model and a text, whatever the model was trained with and wherever it runs. */
class TestExactEvaluation {

  @TempDir private Path folder;

  private static EvaluationReport evaluate(Path model, Path data) {
    return new EvaluateJob(LocalSpark.context(), hadoop(model), hadoop(data), Split.TEST).run();
  }

  private Path train(Path data, String... keys) {
    Path model = folder.resolve("model");
    List<String> overrides = new ArrayList<>(List.of(keys));
    overrides.add("train.maxRounds=2");
    overrides.add("model.initialRange=0.8");
    TextTraining.train(
        LocalSpark.context(),
        config(overrides.toArray(String[]::new)),
        data,
        model,
        TrainJob.Start.NEW);
    return model;
  }

  /** A copy of a model that says that it was trained with other settings. */
  private Path relabelled(Path model, String name, String... keys) throws IOException {
    Configuration hadoop = LocalSpark.context().hadoopConfiguration();
    Snapshot found =
        new CheckpointFolder(Folder.of(hadoop(TextTraining.latest(model)), hadoop)).read();
    UnrollConfig config =
        UnrollConfig.ofJson(found.configuration(), "config.json").with(List.of(keys));
    Path copy = folder.resolve(name);
    new CheckpointFolder(Folder.of(hadoop(copy), hadoop))
        .write(
            new Snapshot(
                config.toJson(),
                found.taskFiles(),
                found.model(),
                found.trainingState(),
                found.trainingTensors(),
                found.provenance()));
    return copy;
  }

  private static LanguageMetrics onePass(Path model, Path data) {
    Configuration hadoop = LocalSpark.context().hadoopConfiguration();
    Checkpoint checkpoint = Checkpoint.open(hadoop(model), hadoop);
    LanguageData prepared =
        LanguageData.open(
            UnrollConfig.ofJson(checkpoint.configuration(), "config.json"),
            PreparedData.open(hadoop(data), hadoop));
    WindowShard all = prepared.shards(LocalSpark.context(), Split.TEST, 1).first();
    try (LanguageNetwork network = prepared.task().newNetwork(1)) {
      network.parameters().set(checkpoint.model().values());
      return (LanguageMetrics) network.evaluate(all);
    }
  }

  @Test
  void neitherBatchesNorShardsNorWindowsChangeTheFigureOfAText() throws IOException {
    Path data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 4000, 1);
    Path model = train(data);
    EvaluationReport expected = evaluate(model, data);

    LanguageMetrics onePass = onePass(model, data);
    assertThat(expected.tokens()).isEqualTo(onePass.predictions()).isGreaterThan(1500);
    assertThat(expected.figure("perplexity"))
        .isCloseTo(onePass.perplexity(), within(1e-12 * onePass.perplexity()));
    assertThat(evaluate(relabelled(model, "b1", "train.batchSizePerWorker=1"), data))
        .isEqualTo(expected);
    assertThat(
            evaluate(
                relabelled(model, "b100", "train.batchSizePerWorker=100", "train.shards=7"), data))
        .isEqualTo(expected);

    for (int[] window : new int[][] {{8, 3}, {5, 4}, {36, 35}, {9, 9}}) {
      Path other = folder.resolve("data" + window[0] + "-" + window[1]);
      new PrepareJob(
              LocalSpark.context(),
              config("window.length=" + window[0], "window.stride=" + window[1]),
              new PrepareInput.Text(folder.resolve("data.txt").toUri().toString()),
              hadoop(other),
              Progress.silent())
          .run();
      assertThat(evaluate(model, other)).isEqualTo(expected);
    }
  }

  @Test
  void eachArticleOfADumpIsReadByItself() throws IOException {
    Path dump = folder.resolve("dump.xml");
    try (OutputStream out = Files.newOutputStream(dump)) {
      SampleEncyclopedia.write(out, 1);
    }
    Path data = folder.resolve("data");
    new PrepareJob(
            LocalSpark.context(),
            config("text.tokenizer=word", "split.test=0.5"),
            new PrepareInput.Dumps(List.of(dump.toUri().toString()), Dump.Damage.REFUSE),
            hadoop(data),
            Progress.silent())
        .run();
    Path model = train(data);
    LanguageMetrics onePass = onePass(model, data);
    EvaluationReport report = evaluate(model, data);

    assertThat(report.tokens()).isEqualTo(onePass.predictions()).isGreaterThan(10_000);
    assertThat(report.figure("perplexity"))
        .isCloseTo(onePass.perplexity(), within(1e-12 * onePass.perplexity()));
    assertThat(report.figure("accuracyAt3")).isEqualTo(onePass.accuracyAt3());
    assertThat(evaluate(relabelled(model, "b7", "train.batchSizePerWorker=7"), data))
        .isEqualTo(report);
  }
}
