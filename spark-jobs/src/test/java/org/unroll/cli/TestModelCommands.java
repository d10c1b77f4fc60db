package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.config.UnrollConfig;
import org.unroll.local.Training;

/** {@code complete}, {@code score} and {@code generate}, as a user calls them. */
class TestModelCommands {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LINES =
      List.of("the town lies on a river", "", "the blorp is old", "a town a town a town", "river");

  @TempDir private static Path folder;

  @BeforeAll
  static void train() {
    List<String> keys =
        List.of(
            "text.minCount=1",
            "window.length=9",
            "window.stride=8",
            "model.embeddingSize=8",
            "model.hiddenSize=8",
            "model.layers=1",
            "model.initialRange=0.5",
            "train.maxRounds=5",
            "train.batchSizePerWorker=2");
    String text = "the town lies on a river\nthe river is old\n".repeat(20);
    Training.local(UnrollConfig.defaults().with(keys), folder.resolve("model"), text).close();
  }

  private static CommandRun run(String command, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of(command, "--model", folder.resolve("model").toString()));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  private static CommandRun runWith(byte[] input, String command, String... options) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input));
    try {
      return run(command, options);
    } finally {
      System.setIn(before);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return JSON.readTree(run.lastLine());
  }

  private static void refused(CommandRun run, int exitCode, String message) {
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.err().lines()).as(run.err()).hasSize(1);
    assertThat(run.err()).startsWith("unroll: ").contains(message);
  }

  @Test
  void aLineScoresInAFileAsByItself() throws IOException {
    CommandRun run = runWith(bytes(String.join("\n", LINES)), "score", "--file", "-", "--json");
    assertThat(run.exitCode()).as(run.err()).isZero();
    List<String> found = run.out().lines().toList();
    assertThat(found).hasSize(LINES.size() + 1);
    double sum = 0;
    int tokens = 0;
    for (int i = 0; i < LINES.size(); i++) {
      JsonNode line = JSON.readTree(found.get(i));
      JsonNode alone = json(run("score", "--text", LINES.get(i) + "\n", "--json"));
      assertThat(line.path("text").asText()).isEqualTo(LINES.get(i));
      assertThat(line.path("endsOfLines").asInt()).isEqualTo(1);
      for (String key : List.of("logProbability", "perplexity", "unknown", "tokens")) {
        assertThat(line.get(key)).as(key).isEqualTo(alone.get(key));
      }
      sum += line.path("logProbability").asDouble();
      tokens += line.path("tokens").size();
    }
    JsonNode blorp = JSON.readTree(found.get(2));
    assertThat(blorp.path("unknown").asInt()).isEqualTo(1);
    assertThat(blorp.path("tokens").get(1).path("unknown").asBoolean()).isTrue();
    assertThat(blorp.path("perplexityWithoutUnk").asDouble())
        .isNotEqualTo(blorp.path("perplexity").asDouble());
    JsonNode summary = JSON.readTree(run.lastLine());
    assertThat(summary.path("lines").asInt()).isEqualTo(LINES.size());
    assertThat(summary.path("tokens").asInt()).isEqualTo(tokens);
    assertThat(summary.path("unknown").asInt()).isEqualTo(1);
    assertThat(summary.path("logProbability").asDouble()).isEqualTo(sum);
    assertThat(summary.path("perplexity").asDouble()).isEqualTo(Math.exp(-sum / tokens));
  }

  @Test
  void filesOfAllKindsScoreAlike() throws IOException {
    String text = String.join("\r\n", LINES) + "\r\n";
    Path plain = Files.write(folder.resolve("part-1.txt"), bytes("\uFEFF" + text));
    Path compressed = folder.resolve("part-2.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write(bytes(text));
    }
    String expected = runWith(bytes(text), "score", "--file", "-").out();
    assertThat(expected.lines()).hasSize(LINES.size());
    assertThat(expected).contains("the blorp is old  (unknown: blorp)");
    assertThat(run("score", "--file", plain.toString()).out()).isEqualTo(expected);
    assertThat(run("score", "--file", compressed.toUri().toString()).out()).isEqualTo(expected);
    CommandRun both = run("score", "--file", folder + "/part-*");
    assertThat(both.out()).isEqualTo(expected + expected);
    assertThat(both.err()).contains("10 lines, 44 tokens; perplexity ");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsPlace() throws IOException {
    byte[] latin1 = "um\nacao, a\u00E7\u00E3o\n".getBytes(StandardCharsets.ISO_8859_1);
    String message = "expected text in UTF-8, found the byte 0xE7 at byte 10, in line 2";
    refused(runWith(latin1, "score", "--file", "-"), 65, "standard input: " + message);
    Path file = Files.write(folder.resolve("latin1"), latin1);
    refused(run("score", "--file", file.toString()), 65, "latin1: " + message);
  }

  @Test
  void aFileThatSaysNothingIsRefused() throws IOException {
    refused(runWith(new byte[0], "score", "--file", "-"), 65, "found none");
    refused(run("score", "--file", folder + "/missing"), 65, "found nothing at");
    Path empty = Files.createFile(folder.resolve("empty"));
    refused(run("score", "--file", empty.toString()), 65, "found an empty file");
    refused(run("score", "--text", " "), 65, "at least one token, found none");
    refused(run("score"), 2, "exactly one of --text and --file, found neither");
    refused(run("score", "--text", "a", "--file", "b"), 2, "found both");
  }

  /** A program that writes one line and waits for its result gets it. */
  @Test
  void aLineIsScoredBeforeTheNextIsThere() throws Exception {
    InputStream standardIn = System.in;
    PrintStream standardOut = System.out;
    PipedOutputStream in = new PipedOutputStream();
    PipedInputStream out = new PipedInputStream(1 << 16);
    BufferedReader results = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
    System.setIn(new PipedInputStream(in));
    System.setOut(new PrintStream(new PipedOutputStream(out), true, StandardCharsets.UTF_8));
    try {
      String model = folder.resolve("model").toString();
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () -> Unroll.run("score", "--model", model, "--file", "-", "--json"));
      for (String line : LINES) {
        in.write(bytes(line + "\n"));
        in.flush();
        assertThat(JSON.readTree(results.readLine()).path("text").asText()).isEqualTo(line);
      }
      in.close();
      assertThat(exitCode.get(60, TimeUnit.SECONDS)).isZero();
      assertThat(JSON.readTree(results.readLine()).path("lines").asInt()).isEqualTo(LINES.size());
    } finally {
      System.setIn(standardIn);
      System.setOut(standardOut);
    }
  }

  /** The exit code of {@code score} in a shell where something becomes of its output. */
  private static int scoreInShell(String redirection, Path errors) throws Exception {
    List<String> line = new ArrayList<>(List.of("bash", "-c"));
    line.add("\"$@\" " + redirection + "; exit ${PIPESTATUS[0]}");
    line.add("bash");
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.unroll.cli.Unroll"));
    line.addAll(List.of("score", "--model", folder.resolve("model").toString()));
    line.addAll(List.of("--file", "/dev/stdin"));
    Process process =
        new ProcessBuilder(line)
            .redirectError(errors.toFile())
            .redirectOutput(folder.resolve("shell.out").toFile())
            .start();
    try (OutputStream input = process.getOutputStream()) {
      for (int i = 0; i < 5_000; i++) {
        input.write(bytes(LINES.get(i % LINES.size()) + "\n"));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("ipe"); // It may have ended before it read all.
    }
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static List<String> messages(Path errors) throws IOException {
    return Files.readAllLines(errors).stream()
        .filter(line -> !line.startsWith("WARNING:") && !line.contains("SLF4J"))
        .toList();
  }

  @Test
  void aReaderMayLeave() throws Exception {
    Path errors = folder.resolve("left.err");
    assertThat(scoreInShell("| head -n 2", errors)).isZero();
    assertThat(messages(errors)).isEmpty();
    assertThat(Files.readAllLines(folder.resolve("shell.out"))).hasSize(2);
  }

  @Test
  void aFullDiskIsNamed() throws Exception {
    Path errors = folder.resolve("full.err");
    assertThat(scoreInShell("> /dev/full", errors)).isEqualTo(75);
    assertThat(messages(errors))
        .containsExactly(
            "unroll: cannot write all of the result to standard output; make room and try again");
  }

  @Test
  void completeNamesTheWordsItDoesNotKnow() throws IOException {
    CommandRun run = run("complete", "--prompt", "the blorp\nis zork the blorp", "--json");
    assertThat(run.err())
        .isEqualTo(
            "note: the model does not know these tokens of the prompt and reads <unk>: blorp zork\n");
    assertThat(json(run).path("unknown").toString()).isEqualTo("[\"blorp\",\"zork\"]");
    CommandRun known = run("complete", "--prompt", "the town", "--json", "-k", "1000");
    assertThat(known.err()).isEmpty();
    assertThat(json(known).path("unknown")).isEmpty();
    assertThat(json(known).path("completions")).hasSizeBetween(5, 20);
    assertThat(run("generate", "--prompt", "blorp").err()).contains(": blorp\n");
  }

  @Test
  void generatedTextIsScoredAndContinued() throws IOException {
    JsonNode all = json(run("generate", "--prompt", "the", "--length", "60", "--json"));
    JsonNode begin = json(run("generate", "--prompt", "the", "--length", "40", "--json"));
    String text = begin.path("text").asText();
    assertThat(text).contains("\n");
    assertThat(all.path("text").asText()).startsWith(text);
    JsonNode scored = json(run("score", "--text", text, "--json"));
    assertThat(scored.path("tokens")).hasSize(41);
    assertThat(scored.path("endsOfLines").asLong())
        .isPositive()
        .isEqualTo(text.chars().filter(c -> c == '\n').count());
    assertThat(run("score", "--text", text).out())
        .contains("ends of lines counted: " + scored.path("endsOfLines").asLong());
  }

  /** Each text has draws of its own; what comes before --stop is the same as without it. */
  @Test
  void generateDrawsSeveralTextsAndStops() throws IOException {
    String[] drawn = {
      "--prompt",
      "the",
      "--length",
      "30",
      "--top-k",
      "9",
      "--top-p",
      "0.99",
      "--min-p",
      "0.01",
      "--repetition-penalty",
      "1.1",
      "--temperature",
      "4",
      "--json",
      "-n"
    };
    JsonNode one = json(run("generate", with(drawn, "1")));
    JsonNode three = json(run("generate", with(drawn, "3")));
    assertThat(three.path("texts")).hasSize(3);
    assertThat(three.path("texts").get(0)).isEqualTo(one.path("text"));
    assertThat(three.path("texts").get(1)).isNotEqualTo(three.path("texts").get(0));
    String text = one.path("text").asText();
    String stop = text.substring(text.length() / 2, text.length() / 2 + 4);
    JsonNode stopped = json(run("generate", with(drawn, "1", "--stop", "never", "--stop", stop)));
    assertThat(stopped.path("text").asText())
        .isEqualTo(text.substring(0, text.indexOf(stop, "the".length())));
  }

  private static String[] with(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature, -1, -1.0",
    "--temperature, -1e-9, -1.0E-9",
    "--temperature, NaN, NaN",
    "--temperature, Infinity, Infinity",
    "--temperature, 1e999, Infinity",
    "--length, 0, 0",
    "--top-k, -1, -1",
    "--top-p, 0, 0.0",
    "--top-p, 1.5, 1.5",
    "--min-p, -0.1, -0.1",
    "--repetition-penalty, 0, 0.0",
    "--stop, '', 'an empty one'",
    "-n, 0, 0",
    "--length, -5, -5"
  })
  void whatMeansNothingIsRefused(String option, String value, String found) {
    refused(run("generate", "--prompt", "blorp", option, value), 2, "found " + found);
  }

  @ParameterizedTest
  @CsvSource({
    "--temperature, warm",
    "--temperature, '0,5'",
    "--length, 1e3",
    "--length, 99999999999",
    "--seed, x"
  })
  void whatIsNoNumberIsRefused(String option, String value) {
    refused(run("generate", option, value), 2, "option '" + option + "': '" + value + "' is not a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3"})
  void fewerThanOneCompletionIsRefused(String k) {
    refused(run("complete", "--prompt", "blorp", "-k", k), 2, "at least 1 completion, found " + k);
  }
}
