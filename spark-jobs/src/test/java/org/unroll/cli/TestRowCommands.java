package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.StoredClassifier;
import org.unroll.testing.StoredModel;

/** {@code predict}, and {@code score} of files and tables, as a user calls them. */
class TestRowCommands {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path models;
  @TempDir private Path folder;

  @BeforeAll
  static void store() {
    StoredModel.words(models.resolve("language"));
    StoredClassifier.ofTexts(models.resolve("texts"));
    StoredClassifier.ofFeatures(models.resolve("vectors"));
  }

  private static CommandRun run(String command, String model, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--model", models.resolve(model).toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.lastLine());
  }

  @Test
  void textsAndVectorsOfTheCommandLine() throws IOException {
    CommandRun shown = run("predict", "texts", "--text", "w1 w2", "--text", "w3");
    assertThat(shown.out().lines()).hasSize(2).allMatch(line -> line.matches("[abc] \\d.* %.*"));
    JsonNode found = json(run("predict", "texts", "--text", "w1 w2", "--text", "w3", "--json"));
    assertThat(found.path("task").asText()).isEqualTo("classification");
    assertThat(found.path("predictions")).hasSize(2);
    JsonNode first = found.path("predictions").get(0);
    assertThat(first.path("text").asText()).isEqualTo("w1 w2");
    assertThat(shown.out()).startsWith(first.path("label").asText() + " ");
    JsonNode vector = json(run("predict", "vectors", "--features", "1.5,2,-3", "--json"));
    assertThat(vector.at("/predictions/0/features").toString()).isEqualTo("[1.5,2.0,-3.0]");
    assertThat(vector.at("/predictions/0/probability").asDouble()).isBetween(0.3, 1.0);
  }

  @Test
  void rowsOfFiles() throws IOException {
    LocalSpark.session();
    Path in = Files.write(folder.resolve("in.txt"), List.of("w1 w2", "", "w3"));
    Path out = folder.resolve("out");
    CommandRun scored =
        run(
            "score",
            "language",
            "--input",
            in.toString(),
            "--out",
            out.toString(),
            "--output-format",
            "jsonl");
    assertThat(scored.exitCode()).as(scored.err()).isZero();
    assertThat(scored.out())
        .startsWith(out + ": 3 rows in ")
        .endsWith("; 1 of them with nothing to read, and null\n");
    assertThat(Files.readAllLines(out.resolve("part-00000.jsonl")).get(0))
        .startsWith("{\"text\":\"w1 w2\",\"log_probability\":-")
        .contains(",\"tokens\":3,\"unknown\":0,\"perplexity\":");
    Path csv = Files.write(folder.resolve("in.csv"), List.of("x,y,z", "1,2,3", "\"a", "4,5,6"));
    JsonNode predicted =
        json(
            run(
                "predict",
                "vectors",
                "--input",
                csv.toString(),
                "--out",
                folder.resolve("csv").toString(),
                "--skip-corrupt",
                "--json"));
    assertThat(predicted.path("rows").asInt()).isPositive();
    assertThat(predicted.path("rowsWithoutText").asInt()).isZero();
    assertThat(predicted.path("recordsSkipped")).isNotEmpty();
    assertThat(predicted.path("folder").asText()).endsWith("/csv");
    assertThat(predicted.path("rowsPerSecond").asDouble()).isPositive();
    assertThat(predicted.path("seconds").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "predict|texts||2|predict expects exactly one of --text, --features, --input and --table,"
            + " found none",
        "predict|texts|--text a --features 1|2|found --text and --features",
        "score|language|--text a --input b.txt --out c|2|found --text and --input",
        "score|language||2|score expects exactly one of --text, --file, --input and --table, found"
            + " none",
        "score|language|--input a.txt|2|score expects --out with --input, found none",
        "score|language|--text a --out b|2|--out needs --input or --table, found it with --text",
        "predict|texts|--text a --no-header|2|--no-header needs --input or --table",
        "predict|vectors|--features 1,x,3|2|finite numbers with commas between them, found 'x'",
        "predict|vectors|--features 1,2,NaN|2|found 'NaN'",
        "predict|vectors|--features 1,2|2|the model predicts from 3 features, found 2",
        "predict|vectors|--text w1|2|the model predicts from 3 features, found a text",
        "predict|texts|--features 1,2|2|the model predicts from texts, found features",
        "predict|texts|--text ' '|65|--text expects a text with at least one word, found none",
        "predict|language|--text w1|65|expected a model of a task that predicts, found one of the",
        "score|texts|--text w1|65|expected a model of the task language, found one of the task classification",
        "score|nowhere|--text w1|65|found nothing at"
      })
  void wrongUsage(String command, String model, String options, int exitCode, String message) {
    String[] given =
        options == null
            ? new String[0]
            : options
                .replace("' '", "_")
                .lines()
                .flatMap(l -> List.of(l.split(" ")).stream())
                .map(option -> option.equals("_") ? " " : option)
                .toArray(String[]::new);
    CommandRun run = run(command, model, given);
    assertThat(run.err()).startsWith("unroll: ").contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }
}
