package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.dump.SampleDump;
import org.unroll.testing.LocalSpark;

/** Names with colons, such as times, work wherever a path is expected. */
class TestColons {

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    LocalSpark.session();
  }

  private CommandRun run(String... arguments) {
    LocalSpark.session();
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  @Test
  void filesAndFoldersMayHoldThem() throws Exception {
    Path place = Files.createDirectory(folder.resolve("2026-01-01T10:00"));
    Path dump = SampleDump.write(place.resolve("wiki:1.xml"), 20);
    String articles = place.resolve("articles:1").toString();
    String data = place.resolve("data:1").toString();
    String model = place.resolve("model:1").toString();
    run("extract", "--dump", dump.toString(), "--out", articles);
    run(
        "prepare",
        "--dump",
        place.toString() + "/*.xml",
        "--previous",
        articles,
        "--out",
        data,
        "--set",
        "text.minCount=1");
    run(
        "train",
        "--data",
        data,
        "--out",
        model,
        "--set",
        "train.maxRounds=1",
        "--set",
        "model.hiddenSize=4",
        "--set",
        "model.embeddingSize=4",
        "--set",
        "train.shards=1",
        "--set",
        "train.batchSizePerWorker=2");
    run(
        "train",
        "--data",
        data,
        "--out",
        place.resolve("model:2").toString(),
        "--set",
        "train.maxRounds=1",
        "--set",
        "model.hiddenSize=4",
        "--set",
        "model.embeddingSize=4",
        "--set",
        "train.shards=1",
        "--set",
        "train.batchSizePerWorker=2",
        "--set",
        "model.startFrom=\"" + model + "\"");
    run("evaluate", "--data", data, "--model", model, "--split", "train");
    assertThat(run("complete", "--model", model, "--prompt", "a").out()).contains("%");
  }

  @Test
  void aRelativeNameMayHoldOne() {
    CommandRun run = CommandRun.of("complete", "--model", "none:1", "--prompt", "a");
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).startsWith("unroll: expected a checkpoint").hasLineCount(1);
    CommandRun dump = CommandRun.of("extract", "--dump", "none:1", "--out", "out:1");
    assertThat(dump.exitCode()).isEqualTo(65);
    assertThat(dump.err()).contains("found nothing at").hasLineCount(1);
  }
}
