package org.unroll.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.scripts.DumpServer.Misbehaviour;

/** The script against a server that misbehaves. */
class TestFetchDump {

  private static final String DATE = "20260101";
  private static final String FILE = "ptwiki-20260101-pages-articles-multistream1.xml-p0p1.bz2";
  private static final String PATH = "/ptwiki/20260101/" + FILE;

  @TempDir private Path out;
  @TempDir private Path tools;

  private DumpServer server;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":")).anyMatch(d -> Files.exists(Path.of(d, "curl"))),
        "skipped: needs curl");
    server = new DumpServer();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static byte[] bytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private ScriptRun fetch(String... arguments) throws Exception {
    List<String> all =
        new ArrayList<>(List.of("--contact", "me@example.org", "--out", out.toString()));
    all.addAll(Arrays.asList(arguments));
    return ScriptRun.of(
        Map.of("UNROLL_DUMPS_URL", server.url(), "UNROLL_RETRY_SECONDS", "0"),
        "fetch-dump",
        all.toArray(String[]::new));
  }

  private Path fetched() {
    return out.resolve("ptwiki/" + DATE + "/" + FILE);
  }

  private void expectFetched(ScriptRun run, byte[] bytes) {
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo(out.resolve("ptwiki/" + DATE) + "\n");
    assertThat(fetched()).hasBinaryContent(bytes);
    assertThat(fetched().resolveSibling(FILE + ".part")).doesNotExist();
  }

  @Test
  void theNewestCompleteDumpOnceWithOneConnection() throws Exception {
    byte[][] files = {bytes(90_000, 1), bytes(50_000, 2), bytes(10, 3)};
    server.addDump("ptwiki", "20251201", "done", bytes(9, 4));
    server.addDump("ptwiki", DATE, "done", files);
    server.addDump("ptwiki", "20260201", "in-progress", bytes(9, 5));
    server.page(
        "/ptwiki/",
        "<a href=\"20251201/\">x</a> <a href=\"20260101/\">x</a> <a href=\"20260201/\">x</a>"
            + " <a href=\"latest/\">latest</a>");
    ScriptRun run = fetch("ptwiki");
    expectFetched(run, files[0]);
    try (Stream<Path> all = Files.list(fetched().getParent())) {
      assertThat(all).hasSize(4).contains(fetched().resolveSibling("_SUCCESS"));
    }
    assertThat(server.maxAtOnce).hasValue(1);
    assertThat(server.agents).allMatch(agent -> agent.contains("me@example.org"));

    server.requests.clear();
    expectFetched(fetch("ptwiki"), files[0]);
    assertThat(server.requests).noneMatch(request -> request.contains("multistream"));
  }

  @Test
  void neverMoreThanThreeConnections() throws Exception {
    byte[][] files = new byte[7][];
    Arrays.setAll(files, file -> bytes(200_000, file));
    server.addDump("ptwiki", DATE, "done", files);
    assertThat(fetch("--connections", "3", "ptwiki", DATE).exitCode()).isZero();
    assertThat(server.maxAtOnce.get()).isBetween(1, 3);
    assertThat(fetch("--connections", "4", "ptwiki", DATE).exitCode()).isEqualTo(2);
  }

  @Test
  void theNewerLayout() throws Exception {
    byte[] bytes = bytes(5_000, 1);
    String folder = "/other/mediawiki_content_current/ptwiki/2026-01-01/xml/bzip2/";
    server.page(
        "/other/mediawiki_content_current/ptwiki/", "<a href=\"2026-01-01/\">2026-01-01/</a>");
    server.page(folder + "_SUCCESS", "\n");
    server.page(
        folder + "SHA256SUMS", DumpServer.sum("SHA-256", bytes) + "  ptwiki-p1p9.xml.bz2\n");
    server.page(folder + "ptwiki-p1p9.xml.bz2", bytes);
    ScriptRun run = fetch("ptwiki");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(out.resolve("ptwiki/2026-01-01/ptwiki-p1p9.xml.bz2")).hasBinaryContent(bytes);
  }

  @Test
  void aDumpThatIsNotComplete() throws Exception {
    server.addDump("ptwiki", DATE, "in-progress", bytes(9, 1));
    ScriptRun run = fetch("ptwiki", DATE);
    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.err()).contains("expected a complete dump of ptwiki of 20260101");
    assertThat(out).isEmptyDirectory();
  }

  @Test
  void aBusyServer() throws Exception {
    byte[] bytes = bytes(20_000, 1);
    server.addDump("ptwiki", DATE, "done", bytes);
    server.misbehave("/ptwiki/20260101/dumpstatus.json", Misbehaviour.UNAVAILABLE);
    server.misbehave(PATH, Misbehaviour.TOO_MANY_REQUESTS, Misbehaviour.UNAVAILABLE);
    long begin = System.nanoTime();
    expectFetched(fetch("ptwiki", DATE), bytes);
    // The server asked for one second.
    assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
  }

  @Test
  void aServerThatStaysBusy() throws Exception {
    server.addDump("ptwiki", DATE, "done", bytes(20_000, 1));
    Misbehaviour[] always = new Misbehaviour[20];
    Arrays.fill(always, Misbehaviour.UNAVAILABLE);
    server.misbehave(PATH, always);
    assertThat(fetch("ptwiki", DATE).exitCode()).isEqualTo(75);
    assertThat(fetched()).doesNotExist();
  }

  @Test
  void aTransferThatBreaksIsResumed() throws Exception {
    byte[] bytes = bytes(300_000, 1);
    server.addDump("ptwiki", DATE, "done", bytes);
    server.misbehave(PATH, Misbehaviour.CUT_IN_THE_MIDDLE, Misbehaviour.CUT_IN_THE_MIDDLE);
    expectFetched(fetch("ptwiki", DATE), bytes);
    assertThat(server.requests).contains(PATH + " bytes=150000-", PATH + " bytes=225000-");
  }

  @Test
  void aServerThatCannotResumeIsAskedForAll() throws Exception {
    byte[] bytes = bytes(300_000, 1);
    server.resumes = false;
    server.addDump("ptwiki", DATE, "done", bytes);
    server.misbehave(PATH, Misbehaviour.CUT_IN_THE_MIDDLE);
    expectFetched(fetch("ptwiki", DATE), bytes);
  }

  @Test
  void wrongBytesAreFetchedAgainOnce() throws Exception {
    byte[] bytes = bytes(20_000, 1);
    server.addDump("ptwiki", DATE, "done", bytes);
    server.misbehave(PATH, Misbehaviour.OTHER_BYTES);
    expectFetched(fetch("ptwiki", DATE), bytes);

    Files.delete(fetched());
    server.misbehave(PATH, Misbehaviour.OTHER_BYTES, Misbehaviour.OTHER_BYTES);
    ScriptRun run = fetch("ptwiki", DATE);
    assertThat(run.exitCode()).isEqualTo(65);
    assertThat(fetched()).doesNotExist();
  }

  @Test
  void oneFetchAtATimeForAWiki() throws Exception {
    server.addDump("ptwiki", DATE, "done", bytes(20_000, 1));
    Files.createDirectories(out.resolve("ptwiki"));
    try (Holder holder = new Holder(out.resolve("ptwiki/.fetch.lock"))) {
      ScriptRun run = fetch("ptwiki", DATE);
      assertThat(run.exitCode()).isEqualTo(75);
      assertThat(run.err()).contains("another fetch-dump writes to").hasLineCount(1);
      assertThat(fetched()).doesNotExist();
    }
    expectFetched(fetch("ptwiki", DATE), bytes(20_000, 1));
  }

  @Test
  void whatCannotBeWrittenIsNotWrongUsage() throws Exception {
    server.addDump("ptwiki", DATE, "done", bytes(20_000, 1));
    Files.writeString(out.resolve("file"), "");
    for (String place : List.of("file", "file/dumps")) {
      ScriptRun run = fetch("--out", out.resolve(place).toString(), "ptwiki", DATE);
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).startsWith("fetch-dump: cannot write " + out).hasLineCount(1);
    }
    ScriptRun run = schedule("0", "--out", out.resolve("file").toString(), "ptwiki");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("scheduled-prepare: cannot write").hasLineCount(1);
  }

  @Test
  void afterAFullDiskIsTriedAgain() throws Exception {
    Path head = Files.writeString(tools.resolve("head"), FULL);
    assertThat(head.toFile().setExecutable(true)).isTrue();
    ScriptRun run =
        ScriptRun.of(
            Map.of("PATH", tools + ":" + System.getenv("PATH")),
            "/bin/bash",
            "-c",
            ". \"$0\"; fail() { echo \"$1\" >&2; exit \"$2\"; }; fail_to_write \"$1\"",
            ScriptRun.SCRIPTS.resolve("functions").toString(),
            out.resolve("some/file").toString());
    assertThat(run.exitCode()).isEqualTo(75);
    assertThat(run.err()).contains("the disk is full; make room and try again").hasLineCount(1);
  }

  /** Stands for a disk without room, which a test cannot have. */
  private static final String FULL =
      """
      #!/bin/sh
      echo "head: error writing 'standard output': No space left on device" >&2
      exit 1
      """;

  @Test
  void scheduledPrepareChecksItsArgumentsBeforeItMakesAnything() throws Exception {
    for (String[] wrong :
        new String[][] {
          {"../escape"},
          {"/tmp/escape"},
          {"pt wiki"},
          {"ptwiki", "--date", "../escape"},
          {"ptwiki", "--keep", "0"},
          {"ptwiki", "--contact", ""},
          {"ptwiki", "ruwiki"},
          {"ptwiki", "--unknown"}
        }) {
      Path place = out.resolve("inner/prepared");
      List<String> arguments = new ArrayList<>(List.of("--out", place.toString()));
      arguments.addAll(List.of(wrong));
      ScriptRun run = schedule("0", arguments.toArray(String[]::new));
      assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1);
      assertThat(out).isEmptyDirectory();
    }
  }

  @Test
  void aContactIsNeeded() throws Exception {
    ScriptRun run = ScriptRun.of(Map.of("UNROLL_CONTACT", ""), "fetch-dump", "ptwiki");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--contact").hasLineCount(1);
  }

  @Test
  void scheduledPrepareMovesThePointerAndKeepsTheLast() throws Exception {
    StringBuilder listing = new StringBuilder();
    for (String date : List.of("20251101", "20251201", "20260101")) {
      server.addDump("ptwiki", date, "done", bytes(1_000, 1));
      listing.append("<a href=\"%s/\">".formatted(date));
      server.page("/ptwiki/", listing.toString());
      ScriptRun run = schedule("0");
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(out.resolve("ptwiki/current").toRealPath().getFileName()).hasToString(date);
    }
    assertThat(out.resolve("ptwiki/20251101")).doesNotExist();
    assertThat(out.resolve("ptwiki/20251201/manifest.json")).exists();
    assertThat(out.resolve("dumps/ptwiki/20251101")).doesNotExist();

    server.addDump("ptwiki", "20260201", "done", bytes(1_000, 2));
    server.page("/ptwiki/", listing + "<a href=\"20260201/\">");
    assertThat(schedule("65").exitCode()).isEqualTo(65);
    assertThat(out.resolve("ptwiki/current").toRealPath().getFileName()).hasToString(DATE);
  }

  @Test
  void oneScheduledRunAtATime() throws Exception {
    Files.createDirectories(out.resolve("ptwiki"));
    try (Holder holder = new Holder(out.resolve("ptwiki/.lock"))) {
      ScriptRun run = schedule("0");
      assertThat(run.exitCode()).isEqualTo(75);
      assertThat(run.err()).contains("another run for ptwiki");
    }
  }

  /** A process that holds a lock. */
  private static final class Holder implements AutoCloseable {

    private final Process process;

    Holder(Path lock) throws IOException {
      process =
          new ProcessBuilder("flock", lock.toString(), "sh", "-c", "echo held; read x").start();
      assertThat(process.inputReader().readLine()).isEqualTo("held");
    }

    @Override
    public void close() throws IOException, InterruptedException {
      process.outputWriter().close();
      process.waitFor();
    }
  }

  /** Stands for the real launcher, which would take minutes: makes the folder or fails. */
  private static final String LAUNCHER =
      """
      #!/bin/sh
      [ "$LAUNCHER_CODE" = 0 ] || exit "$LAUNCHER_CODE"
      [ "$1 $2 $4" = "prepare --dump --out" ] && mkdir -p "$5" && echo "$3" > "$5/manifest.json"
      """;

  private Path launcher() throws IOException {
    Path launcher = Files.writeString(tools.resolve("launcher"), LAUNCHER);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    return launcher;
  }

  private ScriptRun schedule(String launcherCode) throws Exception {
    return schedule(launcherCode, "--out", out.toString(), "ptwiki");
  }

  private ScriptRun schedule(String launcherCode, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--contact", "me@example.org"));
    all.addAll(List.of(arguments));
    return ScriptRun.of(
        Map.of(
            "UNROLL_DUMPS_URL",
            server.url(),
            "UNROLL_RETRY_SECONDS",
            "0",
            "UNROLL",
            launcher().toString(),
            "LAUNCHER_CODE",
            launcherCode),
        "scheduled-prepare",
        all.toArray(String[]::new));
  }
}
