package org.unroll.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.dump.SampleDump;
import org.unroll.testing.ForkedUnroll;

/** Pages that no executor could hold, on an executor with a heap of 1 GB. Runs after packaging. */
@Tag("slow")
class CheckMemory {

  private static final int MEGABYTES = 50;
  private static final int ARTICLES = 20;

  @TempDir private Path folder;

  /** Twenty articles, one page of 50 MB, twenty articles. */
  private static void write(OutputStream out, int firstId) throws IOException {
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (int article = 1; article <= ARTICLES; article++) {
      before.append(SampleDump.longPage(firstId + article, article));
      after.append(SampleDump.longPage(firstId + 100 + article, article));
    }
    String large = SampleDump.page(firstId + 50, "Grande", "@");
    String[] halves = SampleDump.xml(before + large + after).split("@");
    out.write(halves[0].getBytes(StandardCharsets.UTF_8));
    Random random = new Random(1);
    for (int megabyte = 0; megabyte < MEGABYTES; megabyte++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 1_000_000) {
        text.append("[[").append(Integer.toString(random.nextInt(), 36)).append("]] {{a|b}} ");
      }
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    out.write(halves[1].getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void pagesOf50MegabytesAreSkippedAndCounted() throws Exception {
    Path plain = folder.resolve("plain.xml");
    try (OutputStream out = Files.newOutputStream(plain)) {
      write(out, 1000);
    }
    Path compressed = folder.resolve("compressed.xml.bz2");
    try (OutputStream out = new BZip2CompressorOutputStream(Files.newOutputStream(compressed), 9)) {
      write(out, 2000);
    }
    Path data = folder.resolve("data");
    try (ForkedUnroll prepare =
        ForkedUnroll.submit(
            folder.resolve("log"),
            "local-cluster[1,1,1024]",
            List.of(
                "spark.executor.memory=1g",
                "spark.ui.enabled=false",
                "spark.driver.host=127.0.0.1"),
            "prepare",
            "--dump",
            plain.toString(),
            compressed.toString(),
            "--out",
            data.toString(),
            "--keep-articles",
            "--set",
            "text.minCount=1")) {
      assertThat(prepare.await()).as(prepare.output()).isZero();
      assertThat(prepare.output()).doesNotContain("OutOfMemory").doesNotContain("Lost task");
    }
    JsonNode manifest = new ObjectMapper().readTree(data.resolve("manifest.json").toFile());
    assertThat(manifest.path("pages").path("skipped").path("too-large").asInt()).isEqualTo(2);
    assertThat(manifest.path("pages").path("kept").asInt()).isEqualTo(4 * ARTICLES);
  }
}
