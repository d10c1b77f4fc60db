package org.unroll.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.unroll.sample.SampleScenes;
import org.unroll.testing.LocalSpark;

/** Description from files to predictions, of items with two texts each. */
class TestDescription {

  private static final int ITEMS = 120;

  private static final String[] SMALL = {
    "--set",
    "model.layers=1",
    "--set",
    "model.embeddingSize=8",
    "--set",
    "model.hiddenSize=8",
    "--set",
    "description.beamSize=2",
    "--set",
    "train.shards=1",
    "--set",
    "train.batchSizePerWorker=8",
    "--set",
    "train.maxEpochs=8",
    "--set",
    "train.optimizer=adam",
    "--set",
    "train.learningRate=0.03"
  };

  private static final String[] TEXT = {
    "--set", "text.minCount=1", "--set", "data.features=features",
    "--set", "split.validation=0.2", "--set", "split.test=0.2"
  };

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    LocalSpark.session();
    List<String> lines = new ArrayList<>();
    for (SampleScenes.Scene scene : SampleScenes.scenes(ITEMS, 1)) {
      lines.add(
          "{\"features\": %s, \"texts\": [\"%s\", \"There is something .\"]}"
              .formatted(Arrays.toString(scene.features()), scene.text()));
    }
    Path file = Files.write(shared.resolve("scenes.jsonl"), lines);
    data = shared.resolve("data");
    model = shared.resolve("model");
    ok(prepare(data, file));
    ok(run(SMALL, "train", "--data", data.toString(), "--out", model.toString()));
  }

  /** Settings that a command names itself go before those given for all. */
  private static CommandRun run(String[] settings, String... command) {
    return CommandRun.of(
        Stream.of(Stream.of(command[0]), Arrays.stream(settings), Arrays.stream(command).skip(1))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static CommandRun prepare(Path out, Path file) {
    return run(
        TEXT,
        "prepare",
        "--task",
        "description",
        "--input",
        file.toString(),
        "--out",
        out.toString());
  }

  private static CommandRun ok(CommandRun run) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static JsonNode json(Path file) throws IOException {
    return Json.tree(Files.readString(file), file.toString(), "JSON");
  }

  /** Each text is an example to learn from; an item is judged once, by all of its texts. */
  @Test
  void examplesAreTextsToLearnAndItemsToJudge() throws IOException {
    JsonNode splits = json(data.resolve("manifest.json")).path("splits");
    long train = splits.path("train").path("examples").asLong();
    long validation = splits.path("validation").path("examples").asLong();
    long test = splits.path("test").path("examples").asLong();
    assertThat(train / 2 + validation + test).isEqualTo(ITEMS);
    assertThat(train % 2).isZero();
    CommandRun run =
        ok(
            CommandRun.of(
                "evaluate", "--json", "--model", model.toString(), "--data", data.toString()));
    JsonNode report = Json.tree(run.lastLine(), "the report", "JSON");
    assertThat(report.path("signatures").path("bleu4").asText()).startsWith("nrefs:2|case:lc|");
    for (String figure : List.of("bleu1", "bleu2", "bleu3", "bleu4", "exactMatch", "perplexity")) {
      assertThat(report.path(figure).isNumber()).as(figure).isTrue();
    }
    assertThat(report.path("bleu1").asDouble()).isPositive();
  }

  @Test
  void indicatorsStayAsTheyAre() throws IOException {
    JsonNode scale = json(data.resolve("features.json"));
    int things = 5 + 6; // shapes and colours; then size, column and row
    for (int i = 0; i < scale.path("means").size(); i++) {
      double mean = scale.path("means").path(i).asDouble();
      double deviation = scale.path("deviations").path(i).asDouble();
      if (i % (things + 3) < things) {
        assertThat(mean).isZero();
        assertThat(deviation).isOne();
      } else {
        assertThat(mean).isPositive();
        assertThat(deviation).isBetween(0.3, 0.99);
      }
    }
  }

  @Test
  void predictionsAreTexts() {
    try (Predictor predictor =
        Predictor.open(new org.apache.hadoop.fs.Path(model.toString()), new Configuration())) {
      assertThat(predictor.task()).isEqualTo("description");
      assertThat(predictor.input()).isEqualTo(PredictionInput.Kind.FEATURES);
      assertThat(predictor.columns()).containsExactly("features");
      List<PredictionInput> inputs = new ArrayList<>();
      SampleScenes.scenes(3, 2)
          .forEach(scene -> inputs.add(new PredictionInput.Features(scene.features())));
      List<Prediction> predictions = predictor.predict(inputs);
      assertThat(predictions).hasSize(3);
      assertThat(predictions.get(0).values().keySet()).containsExactly("description", "score");
      assertThat(predictions.get(0).show()).isNotBlank().doesNotContain("\n");
      for (int i = 0; i < inputs.size(); i++) {
        assertThat(predictor.predict(List.of(inputs.get(i))).get(0)).isEqualTo(predictions.get(i));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'features': [1], 'texts': ['a']}        | expected 2 numbers in features",
        "{'features': [1, 'NaN'], 'texts': ['a']} | expected a number in the column features",
        "{'features': [1, null], 'texts': ['a']}  | expected a number in the column features",
        "{'features': [1, 2], 'texts': []}        | expected at least one text in the column texts",
        "{'features': [1, 2], 'texts': ['']}      | expected text in the column texts, found none",
        "{'features': [1, 2]}                     | expected the column texts"
      })
  void badItemsAreNamed(String item, String message) throws IOException {
    Path file = folder.resolve("items.jsonl");
    String good = "{\"features\": [1, 2], \"texts\": [\"a dog\"]}";
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      lines.add(good.replace('2', (char) ('0' + i % 10)));
    }
    lines.add(item.replace('\'', '"'));
    Files.write(file, lines);
    expect(prepare(folder.resolve("data"), file), 65, "items.jsonl, line 31: " + message);
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.jsonl"), "{\"features\": [], \"texts\": \"a\"}");
    expect(prepare(folder.resolve("data"), file), 65, "expected numbers in [features], found none");
    expect(
        CommandRun.of(
            "prepare",
            "--task",
            "description",
            "--input",
            file.toString(),
            "--out",
            folder.resolve("data").toString()),
        2,
        "data.features must name the columns");
    expect(
        run(
            SMALL,
            "train",
            "--data",
            data.toString(),
            "--out",
            folder.resolve("m").toString(),
            "--set",
            "description.tied=true",
            "--set",
            "model.hiddenSize=9"),
        2,
        "model.hiddenSize must be model.embeddingSize");

    Path pairs = Files.writeString(folder.resolve("a.tsv"), "source\ttarget\na\tb\n");
    Path translation = folder.resolve("translation");
    ok(
        CommandRun.of(
            "prepare",
            "--task",
            "translation",
            "--input",
            "train=" + pairs,
            "test=" + pairs,
            "--out",
            translation.toString(),
            "--set",
            "text.minCount=1"));
    expect(
        CommandRun.of("evaluate", "--model", model.toString(), "--data", translation.toString()),
        65,
        "description");
  }

  private static void expect(CommandRun run, int exitCode, String message) {
    String last = run.err().lines().reduce((first, second) -> second).orElse("");
    assertThat(last).startsWith("unroll: ").contains(message);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
