package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.testing.LocalSpark;

class TestUnroll {

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    // Commands take a running session and stop it; a local one must be there for them.
    LocalSpark.session();
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Path text() throws Exception {
    String lines =
        IntStream.range(0, 400)
            .mapToObj(i -> "the cat " + (i % 3 == 0 ? "sits" : "sleeps") + " on the mat")
            .collect(Collectors.joining("\n"));
    return Files.writeString(folder.resolve("text.txt"), lines);
  }

  @Test
  void preparesTrainsEvaluatesAndUsesAModel() throws Exception {
    CommandRun prepared =
        CommandRun.of("prepare", "--text", text().toString(), "--out", path("data"), "--json");
    assertThat(prepared.err()).contains("read and tokenise: ", "write windows: ");
    assertThat(prepared.exitCode()).isZero();
    JsonNode report = new ObjectMapper().readTree(prepared.lastLine());
    assertThat(report.path("windows").path("train").asInt()).isPositive();
    assertThat(report.path("upToDate").asBoolean()).isFalse();

    LocalSpark.session();
    CommandRun trained =
        CommandRun.of(
            "train",
            "--data",
            path("data"),
            "--out",
            path("model"),
            "--json", //
            "--set",
            "model.layers=1",
            "--set",
            "model.hiddenSize=8", //
            "--set",
            "model.embeddingSize=8",
            "--set",
            "train.shards=2", //
            "--set",
            "train.maxEpochs=2",
            "--set",
            "train.batchSizePerWorker=2",
            "--set",
            "train.optimizer=adam",
            "--set",
            "train.learningRate=0.01",
            "--set",
            "model.output=adaptive");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    assertThat(folder.resolve("data/counts.txt")).content().startsWith("0\n0\n");
    JsonNode training = new ObjectMapper().readTree(trained.lastLine());
    assertThat(training.path("parameters").asInt()).isPositive();
    assertThat(training.path("validationPerplexity").asDouble()).isBetween(1.0, 20.0);

    CommandRun completed =
        CommandRun.of("complete", "--model", path("model"), "--prompt", "the cat", "--json");
    assertThat(completed.exitCode()).as(completed.err()).isZero();
    assertThat(new ObjectMapper().readTree(completed.lastLine()).path("completions")).hasSize(3);

    CommandRun scored =
        CommandRun.of("score", "--model", path("model"), "--text", "the cat sits", "--json");
    assertThat(new ObjectMapper().readTree(scored.lastLine()).path("logProbability").asDouble())
        .isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "extract",
        "prepare",
        "train",
        "evaluate",
        "complete",
        "score",
        "generate",
        "demo"
      })
  void everyCommandHasHelp(String command) {
    CommandRun run = CommandRun.of(command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: unroll " + command).contains("--json", "--config");
  }

  @Test
  void helpHasAShortName() {
    for (String command : List.of("complete", "train", "completion")) {
      assertThat(CommandRun.of(command, "-h").out()).startsWith("Usage: unroll " + command);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "complte                         | unknown command 'complte'; did you mean complete?",
        "trian --data d                  | unknown command 'trian'; did you mean train?",
        "frobnicate                      | unknown command 'frobnicate'; see unroll --help",
        "train --data d --outt m         | unknown option '--outt'; did you mean --out?",
        "train --data d --out m --resum=1| unknown option '--resum'; did you mean --resume?",
        "train --data d --out m --xyzzy  | unknown option '--xyzzy'; see unroll train --help",
        "train --data d --out m again    | expected options only, found 'again'"
      })
  void whatIsMisspeltIsToldApart(String line, String message) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("unroll: " + message).hasLineCount(1);
  }

  @Test
  void anUnknownKeyIsRefusedByName() {
    CommandRun run =
        CommandRun.of(
            "train", "--data", path("d"), "--out", path("m"), "--set", "model.hidenSize=3");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("unroll: unknown configuration key model.hidenSize");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aWrongTypeIsRefusedByName() {
    CommandRun run =
        CommandRun.of(
            "train", "--data", path("d"), "--out", path("m"), "--set", "model.layers=two");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("unroll: model.layers must be a whole number, found \"two\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "complete --model m --prompt a --set train.maxEpochs=3 | train.maxEpochs has no effect on"
            + " complete, which reads no keys; it is read by plan, train, demo",
        "evaluate --model m --data d --set window.length=8 | window.length has no effect on"
            + " evaluate, which reads no keys; it is read by prepare, demo",
        "train --data d --out m --set text{minCount=1}"
            + "| text.minCount has no effect on train, which reads classification, description, model,"
            + " tagging, train, translation",
        "extract --dump d --out m --set text.minCount=1| text.minCount has no effect on extract,"
            + " which reads text.headings, text.maxCleaningSteps",
        "prepare --dump d --out m --set model.layers=1 "
            + "| model.layers has no effect on prepare, which reads data, split, text, window",
        "benchmark --set model.layers=1"
            + "| model.layers has no effect on benchmark, which reads benchmark.preset"
      })
  void aKeyWithoutEffectIsRefused(String line, String message) {
    CommandRun run = CommandRun.of(line.strip().split(" +"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("unroll: --set " + message).hasLineCount(1);
  }

  @Test
  void aFileMayHoldKeysOfOtherCommands() throws Exception {
    Path file = Files.writeString(folder.resolve("all.conf"), "train.maxEpochs = 3");
    CommandRun run =
        CommandRun.of(
            "complete", "--model", path("none"), "--prompt", "a", "--config", file.toString());
    assertThat(run.err()).startsWith("unroll: expected a checkpoint");
  }

  @Test
  void aBenchmarkHasNoKeyButItsPreset() throws Exception {
    Path file = Files.writeString(folder.resolve("layers.conf"), "model.layers = 1");
    CommandRun run = CommandRun.of("benchmark", "--config", file.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("unroll: benchmark measures a preset unchanged")
        .contains("expected no key except benchmark.preset, found model.layers = 1");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void aMissingOptionIsNamed() {
    CommandRun run = CommandRun.of("train", "--data", path("d"));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--out=DIR").contains("see unroll train --help");
  }

  @Test
  void aMissingModelIsBadData() {
    CommandRun run = CommandRun.of("complete", "--model", path("none"), "--prompt", "a");
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).startsWith("unroll: expected a checkpoint").doesNotContain("\tat ");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void verboseShowsWhereAnErrorCameFrom() {
    CommandRun run =
        CommandRun.of("complete", "--model", path("none"), "--prompt", "a", "--verbose");
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("\tat org.unroll.checkpoint");
  }

  @Test
  void aMissingTextIsBadData() {
    CommandRun run = CommandRun.of("prepare", "--text", path("none.txt"), "--out", path("d"));
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(run.err()).contains("none.txt");
    assertThat(run.err().lines()).hasSize(1);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileWhereAFolderBelongsIsRefused() throws Exception {
    Path file = text();
    CommandRun run = CommandRun.of("prepare", "--text", file.toString(), "--out", file + "/data");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
  }
}
