package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.errors.BadDataException;

/** Damaged bzip2 data: an error, or skipped and counted once however the file is cut. */
class TestDamage {

  private static final int PAGES = 400;

  @TempDir private Path folder;

  private static byte[] dump() throws IOException {
    Random random = new Random(5);
    String[] pages = new String[PAGES];
    for (int page = 0; page < PAGES; page++) {
      StringBuilder text = new StringBuilder();
      for (int word = 0; word < 300; word++) {
        text.append(Integer.toString(random.nextInt(100_000), 36)).append(' ');
      }
      pages[page] = SampleDump.page(page + 1, "P" + page, text.toString());
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(bytes, 1)) {
      out.write(SampleDump.xml(pages).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private record Result(List<String> pages, long bytes, long cut) {}

  private static Result read(Path file, long size) {
    List<String> pages = new ArrayList<>();
    long bytes = 0;
    long cut = 0;
    for (DumpPart part : Dump.parts(List.of(PageLog.open(file, Dump.Damage.SKIP)), size)) {
      Articles articles = PageLog.articles(part);
      while (articles.hasNext()) {
        pages.add(articles.next().title());
      }
      PageTally tally = articles.takeTally();
      bytes += tally.damagedBytes();
      cut += tally.skipped().getOrDefault("damaged", 0L);
    }
    return new Result(pages, bytes, cut);
  }

  private void check(byte[] damaged, int maxBlocks) throws IOException {
    Path file = Files.write(folder.resolve("dump.bz2"), damaged);
    Result serial = read(file, damaged.length);
    int lost = PAGES - serial.pages().size();
    assertThat(lost).isBetween(1, maxBlocks * 80);
    assertThat(serial.cut()).isBetween(1L, 2L * maxBlocks);
    assertThat(serial.bytes()).isBetween(20_000L, maxBlocks * 60_000L);
    assertThat(serial.pages()).doesNotHaveDuplicates();
    for (long size : new long[] {3_000, 20_000, 33_333, 50_000, 200_000}) {
      assertThat(read(file, size)).as("parts of %d bytes", size).isEqualTo(serial);
    }
    assertThatThrownBy(() -> PageLog.pages(file, damaged.length))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("dump.bz2, after the page 'P")
        .hasMessageContaining("damaged bzip2 data at byte");
  }

  @Test
  void withinABlock() throws IOException {
    byte[] bytes = dump();
    List<Long> blocks = Boundaries.bits(bytes, Boundaries.BLOCK);
    assertThat(blocks).hasSizeGreaterThan(6);
    bytes[(int) (blocks.get(3) / 8) + 5_000] ^= 0x10;
    check(bytes, 1);
    bytes[(int) (blocks.get(5) / 8) + 100] ^= 0x01;
    check(bytes, 2);
  }

  @Test
  void theStartOfABlock() throws IOException {
    byte[] bytes = dump();
    bytes[(int) (Boundaries.bits(bytes, Boundaries.BLOCK).get(3) / 8) + 2] ^= 0x10;
    check(bytes, 1);
  }

  @Test
  void zerosAcrossBlocks() throws IOException {
    byte[] bytes = dump();
    int begin = (int) (Boundaries.bits(bytes, Boundaries.BLOCK).get(2) / 8);
    Arrays.fill(bytes, begin - 4_000, begin + 4_000, (byte) 0);
    check(bytes, 2);
  }

  @Test
  void aTruncatedFile() throws IOException {
    byte[] bytes = dump();
    List<Long> blocks = Boundaries.bits(bytes, Boundaries.BLOCK);
    check(Arrays.copyOf(bytes, (int) (blocks.get(blocks.size() - 2) / 8) + 25_000), 2);
  }

  @Test
  void theHead() throws IOException {
    byte[] bytes = dump();
    bytes[3_000] ^= 1;
    Path file = Files.write(folder.resolve("dump.bz2"), bytes);
    Result result = read(file, bytes.length);
    assertThat(result.pages()).hasSizeBetween(PAGES - 100, PAGES - 20);
    assertThatThrownBy(() -> PageLog.pages(file, bytes.length))
        .hasMessageContaining("damaged bzip2 data at byte 4");
  }
}
