package org.unroll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.dump.SampleDump;
import org.unroll.testing.ForkedUnroll;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.TextTraining;
import org.unroll.training.TrainJob;

/** A command whose task fails says why in one line, and Spark adds no stack trace. */
@Tag("slow")
class TestTaskFailures {

  private static final int BAD_DATA = 65;

  @TempDir private Path folder;

  private void assertOneLine(String message, String... arguments) throws Exception {
    try (ForkedUnroll unroll = ForkedUnroll.start(folder.resolve("log"), arguments)) {
      int exitCode = unroll.await();
      List<String> lines = unroll.output().lines().toList();
      assertThat(exitCode).as(unroll.output()).isEqualTo(BAD_DATA);
      assertThat(lines).as(unroll.output()).noneMatch(line -> line.startsWith("\tat "));
      // Without our log4j2.properties, Spark announces that it uses its defaults, at level WARN.
      assertThat(lines.stream().filter(line -> line.contains("ERROR"))).isEmpty();
      assertThat(lines.stream().filter(line -> line.contains("WARN TaskSetManager"))).isEmpty();
      assertThat(lines.get(lines.size() - 1)).startsWith("unroll: ").contains(message);
    }
  }

  private Path truncatedDump() throws IOException {
    String[] pages = new String[3_000];
    Arrays.setAll(pages, i -> SampleDump.page(i + 1, "T" + i, "Um texto de " + i * 7919 + "."));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(SampleDump.xml(pages).getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(
        folder.resolve("dump.xml.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract", "prepare"})
  void aTruncatedDump(String command) throws Exception {
    assertOneLine(
        "dump.xml.gz",
        command,
        "--dump",
        truncatedDump().toString(),
        "--out",
        folder.resolve("out").toString());
  }

  private Path damagedData() throws IOException {
    Path data = folder.resolve("data");
    TextTraining.prepare(LocalSpark.context(), data, 300, 3);
    return data;
  }

  private static void damage(Path data, String split) throws IOException {
    try (Stream<Path> files = Files.list(data.resolve("examples").resolve("split=" + split))) {
      for (Path file : files.toList()) {
        if (file.toString().endsWith(".parquet")) {
          byte[] bytes = Files.readAllBytes(file);
          bytes[20] ^= 1;
          Files.write(file, bytes);
        }
      }
    }
  }

  @Test
  void damagedExamples() throws Exception {
    Path data = damagedData();
    Path run = folder.resolve("run");
    TextTraining.train(
        LocalSpark.context(),
        TextTraining.config("train.maxEpochs=1"),
        data,
        run,
        TrainJob.Start.NEW);
    damage(data, "test");
    assertOneLine("is damaged", "evaluate", "--model", run.toString(), "--data", data.toString());
    damage(data, "train");
    assertOneLine(
        "is damaged", ForkedUnroll.train(data, folder.resolve("other"), TextTraining.keys()));
  }
}
