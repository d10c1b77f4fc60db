package org.unroll.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.dump.SampleDump;

/** The whole of a schedule: a server of dumps, the script and the real launcher, three times. */
@Tag("slow")
class CheckScheduledPrepare {

  private static final int PAGES = 200;

  @TempDir private Path out;

  @Test
  void aDumpThenNothingNewThenANewerDump() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":")).anyMatch(d -> Files.exists(Path.of(d, "curl"))),
        "skipped: needs curl");
    try (DumpServer server = new DumpServer()) {
      server.addDump(
          "ptwiki", "20251201", "done", dump(0, 0, PAGES / 2), dump(0, PAGES / 2, PAGES));
      server.page("/ptwiki/", "<a href=\"20251201/\">");
      JsonNode first = prepared(schedule(server));
      assertThat(first.path("pages").path("kept").asInt()).isEqualTo(PAGES);
      assertThat(first.path("pages").path("reused").asInt()).isZero();

      Path manifest = out.resolve("ptwiki/current/manifest.json");
      FileTime written = Files.getLastModifiedTime(manifest);
      server.requests.clear();
      assertThat(prepared(schedule(server))).isEqualTo(first);
      assertThat(Files.getLastModifiedTime(manifest)).isEqualTo(written);
      assertThat(server.requests).noneMatch(request -> request.endsWith(".bz2"));

      server.addDump("ptwiki", "20260101", "done", dump(1, 0, PAGES + 10));
      server.page("/ptwiki/", "<a href=\"20251201/\"> <a href=\"20260101/\">");
      JsonNode third = prepared(schedule(server));
      assertThat(third.path("pages").path("kept").asInt()).isEqualTo(PAGES + 10);
      assertThat(third.path("pages").path("reused").asInt()).isEqualTo(PAGES * 9 / 10);
      assertThat(out.resolve("ptwiki/current").toRealPath().getFileName()).hasToString("20260101");
      assertThat(out.resolve("ptwiki/20251201/_SUCCESS")).exists();
    }
  }

  /** The pages {@code [from, to)}; in a later edition each tenth has a newer revision. */
  private static byte[] dump(int edition, int from, int to) throws IOException {
    StringBuilder pages = new StringBuilder();
    for (int id = from; id < to; id++) {
      pages.append(SampleDump.longPage(id + 1, 10_000 + 10 * id + (id % 10 == 0 ? edition : 0)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream bzip2 = new BZip2CompressorOutputStream(bytes, 1)) {
      bzip2.write(SampleDump.xml(pages.toString()).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private JsonNode prepared(ScriptRun run) throws IOException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return new ObjectMapper().readTree(out.resolve("ptwiki/current/manifest.json").toFile());
  }

  private ScriptRun schedule(DumpServer server) throws Exception {
    return ScriptRun.of(
        Map.of("UNROLL_DUMPS_URL", server.url(), "UNROLL_JAVA_OPTIONS", "-Xmx1g"),
        "scheduled-prepare",
        "--contact",
        "me@example.org",
        "--out",
        out.toString(),
        "ptwiki",
        "--",
        "--set",
        "text.minCount=1");
  }
}
