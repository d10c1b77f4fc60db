package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.dump.input.FilePart;
import org.unroll.testing.SharedData;

/** Each page is read exactly once, wherever a file is cut: compared with one serial read. */
class TestExactlyOnce {

  private static final int PAGES = 150;

  @TempDir private Path folder;

  private static byte[] head() {
    return "<mediawiki xml:lang=\"en\"><siteinfo></siteinfo>\n".getBytes(StandardCharsets.UTF_8);
  }

  private static List<byte[]> pages() {
    Random random = new Random(1);
    List<byte[]> pages = new ArrayList<>();
    for (int id = 1; id <= PAGES; id++) {
      StringBuilder text = new StringBuilder("&lt;page&gt; <!-- no page> --> ä日");
      for (int word = random.nextInt(id % 10 == 0 ? 6000 : 300); word > 0; word--) {
        text.append(Integer.toString(random.nextInt(5000), 36)).append(' ');
      }
      pages.add(
          ("<page"
                  + (id % 3 == 0 ? "\n>" : ">")
                  + "<title>T"
                  + id
                  + "</title><ns>0</ns><id>"
                  + id
                  + "</id><revision><id>"
                  + id
                  + "</id><text>"
                  + text
                  + "</text></revision></page>"
                  + (id % 2 == 0 ? "\n" : ""))
              .getBytes(StandardCharsets.UTF_8));
    }
    return pages;
  }

  private static void writeStream(OutputStream out, List<byte[]> content) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(stream, 1)) {
      for (byte[] bytes : content) {
        bzip2.write(bytes);
      }
    }
    stream.writeTo(out);
  }

  private Path write(String kind) throws IOException {
    Path file = folder.resolve(kind);
    byte[] tail = "</mediawiki>\n".getBytes(StandardCharsets.UTF_8);
    List<byte[]> all = new ArrayList<>(List.of(head()));
    all.addAll(pages());
    all.add(tail);
    try (OutputStream out = Files.newOutputStream(file)) {
      switch (kind) {
        case "plain" -> {
          for (byte[] bytes : all) {
            out.write(bytes);
          }
        }
        case "fragment" -> {
          for (byte[] bytes : pages()) {
            out.write(bytes);
          }
        }
        case "single-stream" -> writeStream(out, all);
        case "multistream" -> {
          writeStream(out, all.subList(0, 1));
          for (int from = 1; from <= PAGES; from += 30) {
            writeStream(out, all.subList(from, from + 30));
          }
          writeStream(out, List.of(tail));
        }
        default -> throw new IllegalArgumentException(kind);
      }
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "fragment", "single-stream", "multistream"})
  void partsOfEverySize(String kind) throws IOException {
    Path file = write(kind);
    List<String> serial = PageLog.pages(file, Files.size(file));
    assertThat(serial).hasSize(PAGES);
    for (long size = 1024; size < Files.size(file); size = size * 8 / 5 + 1) {
      assertThat(PageLog.pages(file, size)).as("parts of %d bytes", size).isEqualTo(serial);
    }
  }

  /** Cuts around the starts and ends of pages in plain XML, and around blocks of bzip2. */
  @ParameterizedTest
  @ValueSource(strings = {"plain", "single-stream", "multistream"})
  void cutsAroundBoundaries(String kind) throws IOException {
    Path file = write(kind);
    List<String> serial = PageLog.pages(file, Files.size(file));
    List<Long> boundaries = Boundaries.of(Files.readAllBytes(file));
    for (long boundary : boundaries.subList(0, Math.min(20, boundaries.size()))) {
      for (long cut = Math.max(1, boundary - 8); cut <= boundary + 8; cut++) {
        assertThat(cutAt(file, cut)).as("cut at byte %d", cut).isEqualTo(serial);
      }
    }
  }

  private static List<String> cutAt(Path file, long cut) throws IOException {
    Dump dump = PageLog.open(file);
    List<String> pages = new ArrayList<>();
    long size = Files.size(file);
    if (cut < size) {
      pages.addAll(PageLog.pages(new DumpPart(dump, new FilePart(dump.file(), 0, cut))));
      pages.addAll(PageLog.pages(new DumpPart(dump, new FilePart(dump.file(), cut, size))));
      return pages;
    }
    return PageLog.pages(file, size);
  }

  @Test
  void gzipIsOnePart() throws IOException {
    Path plain = write("plain");
    Path file = folder.resolve("gz");
    try (OutputStream out = new GzipCompressorOutputStream(Files.newOutputStream(file))) {
      Files.copy(plain, out);
    }
    assertThat(PageLog.pages(file, 1024)).isEqualTo(PageLog.pages(plain, Files.size(plain)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enwiktionary-300-pages-multistream.xml.bz2",
        "aawiki-20260101-pages-meta-current.xml.bz2",
        "bgwiki-utf16.xml.bz2",
        "ptwiki-test.xml"
      })
  @Tag("shared-data")
  void realDumps(String name) throws IOException {
    Path file = SharedData.file("dumps/" + name);
    List<String> serial = PageLog.pages(file, Files.size(file));
    for (long size = 40_000; size < Files.size(file); size = size * 3 / 2) {
      assertThat(PageLog.pages(file, size)).as("parts of %d bytes", size).isEqualTo(serial);
    }
  }
}
