package org.unroll.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.cli.CommandRun;
import org.unroll.files.Json;
import org.unroll.inference.prediction.Prediction;
import org.unroll.inference.prediction.PredictionInput;
import org.unroll.inference.prediction.Predictor;
import org.unroll.inference.prediction.Translation;
import org.unroll.sample.SamplePhrases;
import org.unroll.testing.LocalSpark;

/** Translation from files to predictions, on pairs of sentences. */
class TestTranslation {

  private static final String[] SMALL = {
    "--set",
    "model.cell=gru",
    "--set",
    "model.layers=1",
    "--set",
    "model.embeddingSize=8",
    "--set",
    "model.hiddenSize=8",
    "--set",
    "translation.decoderHiddenSize=12",
    "--set",
    "translation.attentionSize=8",
    "--set",
    "train.shards=1",
    "--set",
    "train.batchSizePerWorker=8",
    "--set",
    "train.maxEpochs=2",
    "--set",
    "train.optimizer=adam",
    "--set",
    "train.learningRate=0.03"
  };

  private static final String[] TEXT = {
    "--set", "text.minCount=1", "--set", "split.validation=0.1", "--set", "split.test=0.1"
  };

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static List<String> pairs;
  private static Path data;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    LocalSpark.session();
    pairs = SamplePhrases.tsv(1).lines().limit(401).toList();
    Path file = Files.write(shared.resolve("pairs.tsv"), pairs);
    data = shared.resolve("data");
    model = shared.resolve("model");
    ok(prepare(data, "--input", file.toString()));
    ok(run(SMALL, "train", "--data", data.toString(), "--out", model.toString()));
  }

  /** Settings that a command names itself go before those given for all. */
  private static CommandRun run(String[] settings, String... command) {
    return CommandRun.of(
        Stream.of(Stream.of(command[0]), Arrays.stream(settings), Arrays.stream(command).skip(1))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static CommandRun prepare(Path out, String... input) {
    return run(
        TEXT,
        Stream.concat(
                Stream.of("prepare", "--task", "translation", "--out", out.toString()),
                Arrays.stream(input))
            .toArray(String[]::new));
  }

  private static CommandRun ok(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode evaluate(Path of, String split) {
    CommandRun run =
        ok(
            CommandRun.of(
                "evaluate",
                "--json",
                "--model",
                of.toString(),
                "--data",
                data.toString(),
                "--split",
                split));
    return Json.tree(run.lastLine(), "the report", "JSON");
  }

  @Test
  void scoresHaveSignatures() {
    JsonNode report = evaluate(model, "test");
    assertThat(report.path("bleu").asDouble()).isBetween(0.0, 100.0);
    assertThat(report.path("chrF").asDouble()).isBetween(1.0, 100.0);
    assertThat(report.path("signatures").path("bleuLowerCase").asText())
        .startsWith("nrefs:1|case:lc|eff:no|tok:13a|smooth:exp|version:unroll");
    CommandRun shown =
        ok(CommandRun.of("evaluate", "--model", model.toString(), "--data", data.toString()));
    assertThat(shown.out())
        .contains("bleu: nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:unroll")
        .contains("chrF: nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:unroll");
  }

  /** The validations of training are greedy, so an evaluation with a beam of one is the same. */
  @Test
  void validationIsGreedy() {
    Path greedy = folder.resolve("model");
    CommandRun trained =
        ok(
            run(
                SMALL,
                "train",
                "--json",
                "--data",
                data.toString(),
                "--out",
                greedy.toString(),
                "--set",
                "translation.lengthPenalty=0",
                "--set",
                "translation.beamSize=1"));
    double best = Json.tree(trained.lastLine(), "the report", "JSON").path("value").asDouble();
    assertThat(best).isPositive();
    assertThat(evaluate(greedy, "validation").path("bleu").asDouble()).isEqualTo(best);
  }

  @Test
  void predictionsHaveAttention() {
    try (Predictor predictor =
        Predictor.open(new org.apache.hadoop.fs.Path(model.toString()), new Configuration())) {
      assertThat(predictor.task()).isEqualTo("translation");
      assertThat(predictor.columns()).containsExactly("source");
      List<PredictionInput> inputs =
          List.of(
              new PredictionInput.Text("The small dog sees a tree ."),
              new PredictionInput.Text("  \n"),
              new PredictionInput.Text("A cat\nfinds the book again ."));
      List<Prediction> predictions = predictor.predict(inputs);
      Translation first = (Translation) predictions.get(0);
      assertThat(first.values().keySet()).containsExactly("translation", "score");
      assertThat(first.show()).isEqualTo(first.text()).isNotBlank();
      assertThat(first.score()).isNegative();
      Translation.Alignment alignment = first.alignment();
      assertThat(alignment.source())
          .containsExactly("The", "small", "dog", "sees", "a", "tree", ".");
      assertThat(alignment.weights()).hasSameSizeAs(alignment.target());
      for (float[] row : alignment.weights()) {
        double sum = 0;
        for (float weight : row) {
          sum += weight;
        }
        assertThat(row).hasSize(7);
        assertThat(sum).isCloseTo(1, within(1e-5));
      }
      assertThat(alignment.show().lines()).hasSize(1 + alignment.target().size());
      assertThat(predictions.get(1).values()).containsEntry("translation", "");
      assertThat(((Translation) predictions.get(2)).alignment().source())
          .containsExactly("A", "cat", "finds", "the", "book", "again", ".");
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(predictor.predict(List.of(inputs.get(i))).get(0).values())
            .isEqualTo(predictions.get(i).values());
      }
    }
  }

  @Test
  void parallelFilesAreTheSameData() throws IOException {
    List<String> rows = pairs.subList(1, pairs.size());
    Path sources = folder.resolve("text.en");
    Path targets = folder.resolve("text.de");
    Files.write(sources, rows.stream().map(row -> row.split("\t")[0]).toList());
    Files.write(targets, rows.stream().map(row -> row.split("\t")[1]).toList());
    Path parallel = folder.resolve("data");
    ok(prepare(parallel, "--input", sources.toString(), "--target", targets.toString()));
    assertThat(parallel.resolve("vocab.txt")).hasSameTextualContentAs(data.resolve("vocab.txt"));
    for (String split : List.of("train", "validation", "test")) {
      String part = "examples/split=" + split + "/part-00000.parquet";
      assertThat(parallel.resolve(part)).hasSameBinaryContentAs(data.resolve(part));
    }
  }

  @Test
  void languagesMayHaveVocabulariesOfTheirOwn() {
    Path separate = folder.resolve("data");
    Path out = folder.resolve("model");
    ok(
        prepare(
            separate,
            "--input",
            shared.resolve("pairs.tsv").toString(),
            "--set",
            "data.vocabulary=separate"));
    assertThat(separate.resolve("source-vocab.txt"))
        .content()
        .contains("dog")
        .doesNotContain("Hund");
    assertThat(separate.resolve("target-vocab.txt"))
        .content()
        .contains("Hund")
        .doesNotContain("dog");
    ok(run(SMALL, "train", "--data", separate.toString(), "--out", out.toString()));
    try (Predictor predictor =
        Predictor.open(new org.apache.hadoop.fs.Path(out.toString()), new Configuration())) {
      PredictionInput input = new PredictionInput.Text("The dog sees a tree .");
      assertThat(predictor.predict(List.of(input)).get(0).show()).isNotBlank();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a tree \\t        | line 2: expected text in the column target, found none",
        "\\t ein Baum      | line 2: expected text in the column source, found none",
        "a tree            | expected 2 columns"
      })
  void badPairsAreNamed(String line, String message) throws IOException {
    Path file = folder.resolve("pairs.tsv");
    Files.write(file, List.of("source\ttarget", line.replace("\\t", "\t"), "a\tb"));
    expect(prepare(folder.resolve("data"), "--input", file.toString()), 65, message);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    Path file = Files.write(folder.resolve("a.tsv"), List.of("source\tgerman", "a\tb"));
    Path out = folder.resolve("data");
    expect(
        prepare(out, "--input", file.toString()),
        65,
        "expected the column target, found only source, german");

    Path longer = Files.write(folder.resolve("long.en"), List.of("a", "b", "c"));
    Path shorter = Files.write(folder.resolve("short.de"), List.of("a", "b"));
    expect(
        prepare(out, "--input", longer.toString(), "--target", shorter.toString()),
        65,
        "as many lines in");
    expect(
        prepare(out, "--input", file.toString(), "--set", "data.vocabulary=both"),
        2,
        "data.vocabulary must be one of separate, joint, found 'both'");
    expect(
        run(
            SMALL,
            "train",
            "--data",
            data.toString(),
            "--out",
            folder.resolve("m").toString(),
            "--set",
            "translation.lengthPenalty=-1"),
        2,
        "translation.lengthPenalty must be at least 0, found -1.0");
    expect(
        CommandRun.of("complete", "--model", model.toString(), "--prompt", "The"),
        65,
        "translation");
  }

  private static void expect(CommandRun run, int exitCode, String message) {
    String last = run.err().lines().reduce((first, second) -> second).orElse("");
    assertThat(last).startsWith("unroll: ").contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
