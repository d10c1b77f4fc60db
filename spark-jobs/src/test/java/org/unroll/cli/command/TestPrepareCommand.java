package org.unroll.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.cli.CommandRun;
import org.unroll.dump.SampleDump;
import org.unroll.testing.LocalSpark;

class TestPrepareCommand {

  private static final int PAGES = 60;

  @TempDir private Path folder;

  @BeforeEach
  void begin() {
    // Commands take a running session and stop it; a local one must be there for them.
    LocalSpark.session();
  }

  /** A dump as fetch-dump leaves it; pages {@code [0, changed)} have its own revisions. */
  private void dump(String date, int changed) throws IOException {
    Path dump = Files.createDirectories(folder.resolve("dumps").resolve(date));
    StringBuilder pages = new StringBuilder();
    for (int id = 1; id <= PAGES; id++) {
      pages.append(SampleDump.longPage(id, id <= changed ? Long.parseLong(date) : 7));
    }
    Files.writeString(dump.resolve("ptwiki.xml"), SampleDump.xml(pages.toString()));
    Files.createFile(dump.resolve("_SUCCESS"));
  }

  private CommandRun newest() {
    LocalSpark.session();
    return CommandRun.of(
        "prepare",
        "--newest-of",
        folder.resolve("dumps").toString(),
        "--out",
        folder.resolve("out").toString(),
        "--keep-articles",
        "--json");
  }

  @Test
  void thatTheNewestIsThereAlreadyIsSaidOfItsFolder() throws IOException {
    dump("20260101", PAGES);
    Path out = folder.resolve("out");
    String[] command = {
      "prepare", "--newest-of", folder.resolve("dumps").toString(), "--out", out.toString()
    };
    CommandRun.of(command);
    LocalSpark.session();
    assertThat(CommandRun.of(command).out())
        .startsWith("up to date: " + out.resolve("20260101") + " already holds this data");
  }

  private static int reused(CommandRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(run.lastLine()).path("pagesReused").asInt();
  }

  @Test
  void theNewestDumpAfterTheOneBefore() throws IOException {
    dump("20251201", PAGES);
    dump("20260101", PAGES / 3);
    Files.delete(folder.resolve("dumps/20260101/_SUCCESS"));
    assertThat(reused(newest())).isZero();
    assertThat(folder.resolve("out/20251201/_SUCCESS")).exists();
    assertThat(new ObjectMapper().readTree(newest().lastLine()).path("upToDate").asBoolean())
        .isTrue();

    dump("20260201", PAGES / 3);
    assertThat(reused(newest())).isZero();
    dump("20260301", PAGES / 4);
    assertThat(reused(newest())).isEqualTo(PAGES - PAGES / 3);
    assertThat(folder.resolve("out/20260301/articles/part-00000.parquet")).exists();
  }

  @Test
  void noWholeDumpYet() throws IOException {
    Files.createDirectories(folder.resolve("dumps/20260101"));
    CommandRun run = newest();
    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.err()).contains("found none yet");
  }

  @Test
  void optionsOfDumpsAreNotForText() throws IOException {
    Path text = Files.writeString(folder.resolve("text.txt"), "a b c");
    String out = folder.resolve("out").toString();
    CommandRun run =
        CommandRun.of("prepare", "--text", text.toString(), "--out", out, "--keep-articles");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--keep-articles apply to dumps only");
    LocalSpark.session();
    assertThat(CommandRun.of("prepare", "--out", out).err())
        .contains("expects exactly one of --dump, --newest-of and --text, found none");
  }

  private CommandRun text(Path file, String... options) {
    LocalSpark.session();
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("prepare", "--text", file.toString()));
    if (!List.of(options).contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    arguments.add("--json");
    arguments.addAll(List.of("--set", "window.length=5", "--set", "window.stride=4"));
    arguments.addAll(List.of(options));
    return CommandRun.of(arguments.toArray(String[]::new));
  }

  @Test
  void textInAnotherEncoding() throws IOException {
    Path file = folder.resolve("latin1.txt");
    String text = "uma linha sem acento\n".repeat(40) + "não é só\n";
    Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

    CommandRun refused = text(file);
    assertThat(refused.exitCode()).isEqualTo(65);
    assertThat(refused.err())
        .contains("latin1.txt: expected text in UTF-8, found the byte 0xE3 at byte 841; ")
        .contains("--encoding")
        .contains("--skip-corrupt");
    assertThat(folder.resolve("out")).doesNotExist();

    assertThat(text(file, "--encoding", "latin-9000").exitCode()).isEqualTo(2);
    CommandRun dump =
        CommandRun.of("prepare", "--dump", "x", "--out", "y", "--encoding", "ISO-8859-1");
    assertThat(dump.exitCode()).isEqualTo(2);

    CommandRun skipped = text(file, "--skip-corrupt");
    assertThat(skipped.exitCode()).as(skipped.err()).isZero();
    JsonNode counts = new ObjectMapper().readTree(skipped.lastLine());
    assertThat(counts.path("linesRead").asInt()).isEqualTo(41);
    assertThat(counts.path("linesKept").asInt()).isEqualTo(40);
    assertThat(counts.path("linesSkipped").path("undecodable").asInt()).isEqualTo(1);
    JsonNode manifest =
        new ObjectMapper().readTree(Files.readString(folder.resolve("out/manifest.json")));
    assertThat(manifest.path("lines").path("skipped").path("undecodable").asInt()).isEqualTo(1);

    assertThat(text(file, "--encoding", "ISO-8859-1").exitCode()).isEqualTo(2);
    Path out = folder.resolve("other");
    CommandRun read = text(file, "--encoding", "ISO-8859-1", "--out", out.toString());
    assertThat(read.exitCode()).as(read.err()).isZero();
    assertThat(new ObjectMapper().readTree(read.lastLine()).path("linesKept").asInt())
        .isEqualTo(41);
  }
}
