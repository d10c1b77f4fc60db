package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.unroll.testing.TextTraining.config;
import static org.unroll.testing.TextTraining.keys;
import static org.unroll.testing.TextTraining.sha256OfModel;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.files.Json;
import org.unroll.inference.TextModel;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/**
 * The jar on executors that are JVMs of their own: the same bits as in one JVM. Runs after
 * packaging.
 */
class CheckCluster {

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static Path data;
  private static String expected;

  @BeforeAll
  static void train() throws Exception {
    data = shared.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 1);
    Path out = shared.resolve("model");
    TextTraining.train(LocalSpark.context(), config(), data, out, TrainJob.Start.NEW);
    LocalSpark.session().stop();
    expected = sha256OfModel(out);
  }

  @ParameterizedTest
  @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
  void twoExecutorsGiveTheSameBits(String serializer) throws Exception {
    Path out = folder.resolve("model");
    List<String> settings =
        List.of(
            "spark.serializer=org.apache.spark.serializer." + serializer,
            "spark.ui.enabled=false",
            "spark.driver.host=127.0.0.1");
    try (ForkedUnroll training =
        ForkedUnroll.submit(
            folder.resolve("log"),
            "local-cluster[2,1,1024]",
            settings,
            ForkedUnroll.train(data, out, keys()))) {
      assertThat(training.await()).as(training.output()).isZero();
    }
    assertThat(sha256OfModel(out)).isEqualTo(expected);
  }

  /** Each executor opens the model by itself, through Hadoop. */
  @ParameterizedTest
  @ValueSource(strings = {"JavaSerializer", "KryoSerializer"})
  void twoExecutorsScoreTheRowsOfFiles(String serializer) throws Exception {
    List<String> texts =
        IntStream.range(0, 500).mapToObj(i -> "the river " + i % 7 + " city").toList();
    Path first = Files.write(folder.resolve("1.txt"), texts);
    Path second = Files.write(folder.resolve("2.txt"), List.of("", "the old hill"));
    Path out = folder.resolve("out");
    List<String> settings =
        List.of(
            "spark.serializer=org.apache.spark.serializer." + serializer,
            "spark.ui.enabled=false",
            "spark.driver.host=127.0.0.1");
    String model = shared.resolve("model").toString();
    try (ForkedUnroll scoring =
        ForkedUnroll.submit(
            folder.resolve("log"),
            "local-cluster[2,1,1024]",
            settings,
            List.of(
                    List.of("score", "--model", model, "--input", first.toString()),
                    List.of(second.toString(), "--out", out.toString()),
                    List.of("--output-format", "jsonl", "--json"))
                .stream()
                .flatMap(List::stream)
                .toArray(String[]::new))) {
      assertThat(scoring.await()).as(scoring.output()).isZero();
      assertThat(scoring.output()).contains("\"rows\":502,\"rowsWithoutText\":1,");
    }
    List<String> rows = new ArrayList<>(Files.readAllLines(out.resolve("part-00000.jsonl")));
    rows.addAll(Files.readAllLines(out.resolve("part-00001.jsonl")));
    try (TextModel opened = TextModel.open(shared.resolve("model"))) {
      for (int row = 0; row < rows.size(); row += 50) {
        JsonNode found = Json.tree(rows.get(row), "row", "JSON");
        String text = row < texts.size() ? texts.get(row) : "";
        assertThat(found.path("text").asText()).isEqualTo(text);
        if (!text.isEmpty()) {
          assertThat(found.path("log_probability").asDouble())
              .isCloseTo(opened.score(text + "\n").logProbability(), within(1e-4));
        }
      }
    }
  }
}
