package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.unroll.dump.input.FilePart;
import org.unroll.testing.SharedData;

/**
 * Real dumps cut in every way: into parts of each of many sizes, and some bytes before, at and
 * after every start and end of a page, block or stream. The pages of all parts together must be
 * those of one serial read, in its order. The standard output has a line for each dump.
 */
@Tag("slow")
@Tag("shared-data")
class TestExactlyOnceSweep {

  private static final int SMALLEST = 1024;
  private static final int AROUND = 8;

  @TempDir private Path folder;

  /** How the sample is stored for the test. */
  private enum Kind {
    AS_IT_IS,
    PLAIN,
    GZIP,
    /** One stream of small blocks. */
    SMALL_BLOCKS,
    /** A stream of small blocks for each 200 KB. */
    MULTISTREAM
  }

  @ParameterizedTest
  @CsvSource({
    "enwiki-206-pages.xml.bz2, PLAIN",
    "enwiki-206-pages.xml.bz2, AS_IT_IS",
    "enwiki-206-pages.xml.bz2, SMALL_BLOCKS",
    "enwiki-206-pages.xml.bz2, MULTISTREAM",
    "enwiktionary-300-pages-multistream.xml.bz2, AS_IT_IS",
    "enwiktionary-300-pages-multistream.xml.bz2, PLAIN",
    "enwiktionary-300-pages-multistream.xml.bz2, GZIP",
    "aawiki-20260101-pages-meta-current.xml.bz2, AS_IT_IS",
    "aawiki-20260101-pages-meta-current.xml.bz2, PLAIN",
    "bgwiki-utf16.xml.bz2, AS_IT_IS",
    "bgwiki-utf16.xml.bz2, PLAIN",
    "mini-en.wiki.xml.bz2, AS_IT_IS",
    "mini-ar.wiki.xml.bz2, SMALL_BLOCKS",
    "mini-ja.wiki.xml.bz2, PLAIN",
    "ptwiki-test.xml, AS_IT_IS",
    "ruwiki-test.xml, AS_IT_IS",
    "zhwiki-20150423-id13.xml, AS_IT_IS",
  })
  void eachPageOnce(String name, Kind kind) throws IOException {
    Path file = store(SharedData.file("dumps/" + name), kind);
    long size = Files.size(file);
    Dump dump = PageLog.open(file);
    List<String> serial = PageLog.pages(file, size);
    assertThat(serial).isNotEmpty().doesNotHaveDuplicates();
    int sizes = 0;
    long cuts = 0;
    for (long part = SMALLEST; part < size; part += Math.max(SMALLEST, part / 6)) {
      assertThat(PageLog.pages(file, part)).as("parts of %d bytes", part).isEqualTo(serial);
      cuts += dump.isSplittable() ? (size - 1) / part : 0;
      sizes++;
    }
    List<Long> boundaries =
        dump.isSplittable() ? Boundaries.of(Files.readAllBytes(file)) : List.of();
    for (int shift = -AROUND; shift <= AROUND; shift++) {
      TreeSet<Long> offset = new TreeSet<>();
      for (long boundary : boundaries) {
        offset.add(Math.max(0, Math.min(size, boundary + shift)));
      }
      assertThat(cutAt(dump, offset))
          .as("cut %d bytes from each boundary", shift)
          .isEqualTo(serial);
      cuts += offset.size();
    }
    System.out.printf(
        "%s %s: %,d bytes, %d pages; %d sizes, %d boundaries, %,d cuts; lost 0, doubled 0%n",
        name, kind, size, serial.size(), sizes, boundaries.size(), cuts);
  }

  private static List<String> cutAt(Dump dump, TreeSet<Long> cuts) {
    List<String> pages = new ArrayList<>();
    long start = 0;
    for (long cut : cuts) {
      if (cut > start) {
        pages.addAll(PageLog.pages(new DumpPart(dump, new FilePart(dump.file(), start, cut))));
        start = cut;
      }
    }
    long end = dump.file().length();
    if (end > start) {
      pages.addAll(PageLog.pages(new DumpPart(dump, new FilePart(dump.file(), start, end))));
    }
    return pages;
  }

  private Path store(Path sample, Kind kind) throws IOException {
    if (kind == Kind.AS_IT_IS) {
      return sample;
    }
    byte[] xml;
    try (InputStream stored = Files.newInputStream(sample)) {
      xml = new BZip2CompressorInputStream(stored, true).readAllBytes();
    }
    Path file = folder.resolve("dump");
    try (OutputStream out = Files.newOutputStream(file)) {
      switch (kind) {
        case PLAIN -> out.write(xml);
        case GZIP -> {
          try (OutputStream gzip = new GzipCompressorOutputStream(out)) {
            gzip.write(xml);
          }
        }
        case SMALL_BLOCKS -> writeStream(out, xml, 0, xml.length);
        case MULTISTREAM -> {
          for (int from = 0; from < xml.length; from += 200_000) {
            writeStream(out, xml, from, Math.min(xml.length, from + 200_000));
          }
        }
        default -> throw new IllegalArgumentException(kind.name());
      }
    }
    return file;
  }

  private static void writeStream(OutputStream out, byte[] xml, int from, int to)
      throws IOException {
    BZip2CompressorOutputStream stream = new BZip2CompressorOutputStream(out, 1);
    stream.write(xml, from, to - from);
    stream.finish();
  }
}
