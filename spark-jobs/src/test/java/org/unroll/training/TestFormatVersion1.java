package org.unroll.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.checkpoint.Checkpoint;
import org.unroll.checkpoint.Provenance;
import org.unroll.config.UnrollConfig;
import org.unroll.data.LanguageData;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.evaluate.EvaluateJob;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;

/**
 * Data and checkpoints in the first version of the formats, written by the program when it was
 * current, and what that program made of them.
 */
class TestFormatVersion1 {

  private static final String SHA256_AFTER_ROUND_9 =
      "59748a1c5ad391ce7934d9c3ac65b64b6e7cf1a942783d829ec0567ecd249714";

  @TempDir private Path folder;

  @BeforeEach
  void copyFiles() throws IOException {
    Path source = Path.of("src/test/resources/format-version-1");
    try (Stream<Path> files = Files.walk(source)) {
      files.forEach(
          file -> {
            try {
              Files.copy(file, folder.resolve(source.relativize(file).toString()));
            } catch (java.nio.file.FileAlreadyExistsException e) {
              assertThat(file).isEqualTo(source);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  private static Configuration hadoop() {
    return LocalSpark.context().hadoopConfiguration();
  }

  private PreparedData data() {
    return PreparedData.open(TextTraining.hadoop(folder.resolve("data")), hadoop());
  }

  @Test
  void aManifestIsRead() {
    Manifest manifest = data().manifest();

    assertThat(manifest.formatVersion()).isEqualTo(2);
    assertThat(manifest.task()).isEqualTo("language");
    assertThat(manifest.examples(Split.TRAIN)).isEqualTo(211);
    assertThat(manifest.counts(Split.TEST).tokens()).isEqualTo(132);
    assertThat(manifest.pages().read()).isZero();
    LanguageData opened = LanguageData.open(UnrollConfig.defaults(), data());
    assertThat(
            opened.shards(LocalSpark.context(), Split.TRAIN, 2).collect().stream()
                .mapToInt(shard -> shard.size())
                .sum())
        .isEqualTo(211);
  }

  @Test
  void aCheckpointIsEvaluated() {
    Checkpoint checkpoint = Checkpoint.open(TextTraining.hadoop(folder.resolve("run")), hadoop());
    assertThat(checkpoint.provenance().validation())
        .isEqualTo(new Provenance.Validation("perplexity", 16.592021953808455));
    assertThat(checkpoint.taskFiles()).containsOnlyKeys("vocab.txt");

    assertThat(
            new EvaluateJob(
                    LocalSpark.context(),
                    TextTraining.hadoop(folder.resolve("run")),
                    TextTraining.hadoop(folder.resolve("data")),
                    Split.VALIDATION)
                .run()
                .figures())
        .contains(entry("perplexity", 16.626732255220077)); // in one pass; above, six streams
  }

  @Test
  void aRunIsResumedToTheSameBits() throws IOException {
    UnrollConfig config =
        UnrollConfig.defaults()
            .with(
                List.of(
                    "model.embeddingSize=4",
                    "model.hiddenSize=4",
                    "model.layers=1",
                    "train.shards=2",
                    "train.batchSizePerWorker=3",
                    "train.averagingFrequency=4",
                    "train.maxEpochs=3",
                    "train.maxRounds=9",
                    "train.optimizer=adam",
                    "train.learningRate=0.01",
                    "train.validateEveryRounds=3"));

    TrainReport report =
        TextTraining.train(
            LocalSpark.context(),
            config,
            folder.resolve("data"),
            folder.resolve("run"),
            TrainJob.Start.RESUMED);

    assertThat(report.value()).isEqualTo(14.805832818048813);
    assertThat(TextTraining.sha256OfModel(folder.resolve("run"))).isEqualTo(SHA256_AFTER_ROUND_9);
    JsonNode progress =
        new ObjectMapper()
            .readTree(folder.resolve("run/checkpoints/round-000009/training.json").toFile());
    assertThat(progress.path("formatVersion").asInt()).isEqualTo(2);
    assertThat(progress.path("best").asDouble()).isEqualTo(14.805832818048813);
    assertThat(progress.path("predictions").asLong()).isEqualTo(1055);
  }
}
