package org.unroll.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.cli.CommandRun;
import org.unroll.dump.SampleDump;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.Mutator;

/**
 * Damaged dumps and texts through the whole of {@code prepare}: each gives data, with what is lost
 * counted, or is refused in one line, with no folder left.
 */
@Tag("slow")
class TestPrepareFuzz {

  private static final int MUTATIONS = 8;
  private static final int BAD_DATA = 65;

  @TempDir private Path folder;

  private enum Storage {
    PLAIN,
    BZIP2,
    GZIP
  }

  private enum End {
    PREPARED,
    COUNTED,
    REFUSED
  }

  private static byte[] store(String content, Storage storage) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (storage) {
          case PLAIN -> stored;
          case BZIP2 -> new BZip2CompressorOutputStream(stored, 1);
          case GZIP -> new GZIPOutputStream(stored);
        }) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return stored.toByteArray();
  }

  private static String dump() {
    StringBuilder pages = new StringBuilder();
    for (int id = 1; id <= 60; id++) {
      pages.append(SampleDump.longPage(id, 7));
    }
    return SampleDump.xml(pages.toString());
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < 20_000; line++) {
      text.append("linha ").append(line % 31).append(" de ").append(line * 7919L).append('\n');
    }
    return text.toString();
  }

  private static long count(JsonNode report, String prefix) {
    long skipped = 0;
    for (JsonNode count : report.path(prefix + "Skipped")) {
      skipped += count.asLong();
    }
    assertThat(report.path(prefix + "Read").asLong())
        .isEqualTo(report.path(prefix + "Kept").asLong() + skipped);
    return skipped;
  }

  private End end(String option, Path input, List<String> more) throws IOException {
    LocalSpark.session();
    Path out = Files.createTempDirectory(folder, "place").resolve("data");
    List<String> command =
        new ArrayList<>(
            List.of("prepare", option, input.toString(), "--out", out.toString(), "--json"));
    command.addAll(more);
    CommandRun run = CommandRun.of(command.toArray(String[]::new));
    if (run.exitCode() == 0) {
      assertThat(out.resolve("_SUCCESS")).exists();
      JsonNode report = new ObjectMapper().readTree(run.lastLine());
      long lost =
          count(report, "pages")
              + count(report, "lines")
              + report.path("damagedBytes").asLong()
              + report.path("linesDamagedBytes").asLong();
      return lost > 0 ? End.COUNTED : End.PREPARED;
    }
    assertThat(run.exitCode()).as(run.err()).isEqualTo(BAD_DATA);
    assertThat(run.err().lines().filter(line -> line.startsWith("unroll: ")))
        .as(run.err())
        .hasSize(1);
    assertThat(run.err()).doesNotContain("\tat ").doesNotContain("unexpected");
    assertThat(out.getParent()).isEmptyDirectory();
    return End.REFUSED;
  }

  private void mutate(String option, byte[] stored) throws IOException {
    Map<End, Integer> ends = new EnumMap<>(End.class);
    Mutator mutator = new Mutator(stored.length);
    for (int mutation = 0; mutation < MUTATIONS; mutation++) {
      Path input = Files.write(folder.resolve("input"), mutator.bytes(stored));
      List<String> more = mutation % 2 == 0 ? List.of("--skip-corrupt") : List.of();
      ends.merge(end(option, input, more), 1, Integer::sum);
    }
    System.out.println("prepare " + option + ": " + ends);
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void dumps(Storage storage) throws IOException {
    byte[] stored = store(dump(), storage);
    assertThat(end("--dump", Files.write(folder.resolve("input"), stored), List.of()))
        .isEqualTo(End.PREPARED);
    mutate("--dump", stored);
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void texts(Storage storage) throws IOException {
    byte[] stored = store(text(), storage);
    assertThat(end("--text", Files.write(folder.resolve("input"), stored), List.of()))
        .isEqualTo(End.PREPARED);
    mutate("--text", stored);
  }
}
