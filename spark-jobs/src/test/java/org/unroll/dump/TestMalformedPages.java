package org.unroll.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.errors.BadDataException;

/** Damage to the XML of a page: an error with file and page, or a counted page, and no other. */
class TestMalformedPages {

  private static final int PAGES = 6;

  @TempDir private Path folder;

  private enum Storage {
    PLAIN,
    GZIP,
    BZIP2,
    UTF_16
  }

  private static String page(int id) {
    return SampleDump.page(id, "Page " + id, "Text of the page " + id + ". ".repeat(200));
  }

  private static String dump(String third) {
    return SampleDump.xml(page(1), page(2), third, page(4), page(5), page(6));
  }

  private Path store(String xml, Storage storage) throws IOException {
    Charset charset = storage == Storage.UTF_16 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    return store(xml.getBytes(charset), storage);
  }

  private Path store(byte[] bytes, Storage storage) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (storage) {
          case PLAIN, UTF_16 -> stored;
          case GZIP -> new GZIPOutputStream(stored);
          case BZIP2 -> new BZip2CompressorOutputStream(stored, 1);
        }) {
      out.write(bytes);
    }
    return Files.write(folder.resolve("dump"), stored.toByteArray());
  }

  private record Result(List<Long> kept, long read, Map<String, Long> skipped, long bytes) {}

  private static Result skip(Path file, long size) {
    List<Long> kept = new ArrayList<>();
    PageTally tally = new PageTally();
    for (DumpPart part : Dump.parts(List.of(PageLog.open(file, Dump.Damage.SKIP)), size)) {
      Articles articles = PageLog.articles(part);
      articles.forEachRemaining(article -> kept.add(article.id()));
      tally.add(articles.takeTally());
    }
    assertThat(tally.kept()).isEqualTo(kept.size());
    return new Result(kept, tally.read(), tally.skipped(), tally.damagedBytes());
  }

  private static void assertOthersAreKept(Path file) throws IOException {
    for (long size = 1; size < 2 * Files.size(file); size = 3 * size + 1) {
      assertThat(skip(file, Math.max(100, size)))
          .as("parts of %d bytes", size)
          .isEqualTo(new Result(List.of(1L, 2L, 4L, 5L, 6L), PAGES, Map.of("damaged", 1L), 0));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a &#x1F; b",
        "a &#xD800; b",
        "a &#xDFFF;&#xD800; b",
        "a &#0; b",
        "a &#xFFFF; b",
        "a &#x110000; b",
        "a &#99999999999999; b",
        "a &nbsp; b",
        "a & b",
        "a &amp b",
        "a &; b",
        "a < b",
        "a ]]> b",
        "a \u0001 b",
        "a \u001f b",
        "a \u0000 b",
        "a \uffff b",
        "a <b>bold</b> b",
        "</title> b",
        "</text> b",
        "</revision>",
        "<text>",
        "<![CDATA[ b",
        "<!-- b",
        "<!-- b -- c -->",
        "<!DOCTYPE b>",
        "<!ENTITY b 'c'>",
        "<?xml version='1.0'?>",
        "<page>",
        "<text a='1' a='2'/>",
        "<text a=1/>",
        "<1>",
      })
  void inALongText(String damage) throws IOException {
    String words = "word ".repeat(30_000);
    String third = SampleDump.page(3, "Page 3", words + damage + words);
    int extra = damage.equals("<page>") ? 1 : 0;
    for (Storage storage : Storage.values()) {
      Path file = store(dump(third), storage);
      Result result = skip(file, Files.size(file));
      assertThat(result.kept()).containsExactly(1L, 2L, 4L, 5L, 6L);
      assertThat(result.skipped()).isEqualTo(Map.of("damaged", 1L + extra));
      assertThat(result.read()).isEqualTo(PAGES + extra);
      assertThatThrownBy(() -> PageLog.pages(file, Files.size(file)))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("/dump, page 'Page 3' (id 3) ")
          .hasMessageMatching("[^\n]*malformed[^\n]*--skip-corrupt[^\n]*");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<page><title>Page 3</title><ns>0</ns><id>three</id></page>",
        "<page><title>Page 3</title><ns>0</ns></page>",
        "<page><title>&#x1F;</title><ns>0</ns><id>3</id></page>",
        "<page><title>A<b/></title><ns>0</ns><id>3</id></page>",
        "<page><title>Page 3</title><ns>99999999999</ns><id>3</id></page>",
        "<page/>",
        "<page",
        "<page>",
        "<page a=b></page>",
        "<page></page\t>",
        "<page><title>Page 3</title><id>3</id><redirect title='&x;'/></page>",
        "<page><title>Page 3</title><id>3</id><revision><timestamp>&#1;</timestamp></revision></page>",
        "<pagf><title>Page 3</title><ns>0</ns><id>3</id></page>",
        "<page><title>Page 3</title><ns>0</ns><id>3</id></pagf>",
        "&#x1F;",
        "</mediawiki>",
        "</page>",
        "<logitem>",
      })
  void aMalformedPageOrTextBetween(String third) throws IOException {
    Path file = store(dump(third + "\n"), Storage.PLAIN);
    assertOthersAreKept(file);
    assertThatThrownBy(() -> PageLog.pages(file, Files.size(file)))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching("[^\n]*/dump, [^\n]* at byte \\d+: [^\n]*malformed[^\n]*");
  }

  @ParameterizedTest
  @EnumSource(Storage.class)
  void undecodableBytes(Storage storage) throws IOException {
    if (storage == Storage.UTF_16) {
      // A high surrogate alone: the encoder of this test would not write one.
      byte[] bytes =
          dump(page(3).replace("Text of the page 3", "?")).getBytes(StandardCharsets.UTF_16);
      int at = new String(bytes, StandardCharsets.UTF_16BE).indexOf("?") * 2;
      bytes[at] = (byte) 0xd8;
      Path file = store(bytes, storage);
      assertOthersAreKept(file);
      return;
    }
    for (String broken :
        List.of("\u00e9 ", "\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u0080")) {
      String xml = dump(page(3).replace("Text of the page 3", broken));
      Path file = store(xml.getBytes(StandardCharsets.ISO_8859_1), storage);
      assertOthersAreKept(file);
    }
  }

  @Test
  void theErrorNamesPageAndByte() throws IOException {
    String xml = dump(SampleDump.page(3, "Página 3", "a &#x1F; b"));
    Path file = store(xml, Storage.PLAIN);
    int at =
        xml.substring(0, xml.indexOf("<page><title>Página 3"))
            .getBytes(StandardCharsets.UTF_8)
            .length;
    for (long size : new long[] {100, 5000, 1 << 20}) {
      assertThatThrownBy(() -> PageLog.pages(file, size))
          .hasMessageContaining(
              "/dump, page 'Página 3' (id 3) at byte " + at + ": malformed XML: ");
    }
    Path bzip2 = store(xml, Storage.BZIP2);
    assertThatThrownBy(() -> PageLog.pages(bzip2, 1 << 20))
        .hasMessageContaining(
            "page 'Página 3' (id 3) in the bzip2 block at byte 4: malformed XML: ");
    Path gzip = store(xml, Storage.GZIP);
    assertThatThrownBy(() -> PageLog.pages(gzip, 1 << 20))
        .hasMessageContaining("page 'Página 3' (id 3) at byte " + at + " of its text: malformed");
  }

  @ParameterizedTest
  @CsvSource({"PLAIN", "BZIP2", "GZIP", "UTF_16"})
  void aTruncatedDump(Storage storage) throws IOException {
    String xml = dump(page(3));
    int begin = xml.indexOf("<page><title>Page 5");
    int end = xml.indexOf("<page><title>Page 6");
    for (int cut : new int[] {begin + 3, begin + 6, begin + 40, (begin + end) / 2, end - 3, end}) {
      Path file = store(xml.substring(0, cut), storage);
      Result result = skip(file, Files.size(file));
      assertThat(result.kept()).startsWith(1L, 2L, 3L, 4L).hasSizeLessThanOrEqualTo(5);
      assertThat(result.skipped()).as("cut at %d", cut).isEqualTo(Map.of("damaged", 1L));
      assertThatThrownBy(() -> PageLog.pages(file, Files.size(file)))
          .isInstanceOf(BadDataException.class);
    }
  }

  @Test
  void aDamagedHeadKeepsWhatIsIntact() throws IOException {
    String xml = dump(page(3)).replace("<namespace key=\"6\">", "<namespace key=\"six\">");
    Path file = store(xml, Storage.PLAIN);
    assertThatThrownBy(() -> PageLog.open(file)).isInstanceOf(BadDataException.class);
    assertThat(PageLog.open(file, Dump.Damage.SKIP).siteInfo().databaseName()).isEqualTo("ptwiki");
    for (long size : new long[] {100, 1000, 1 << 20}) {
      assertThat(skip(file, size))
          .isEqualTo(new Result(List.of(1L, 2L, 3L, 4L, 5L, 6L), 7, Map.of("damaged", 1L), 0));
    }
    Path other = store("<html>" + xml + "</html>", Storage.PLAIN);
    assertThatThrownBy(() -> PageLog.open(other, Dump.Damage.SKIP))
        .hasMessageContaining("expected a dump of a wiki, which starts with <mediawiki>");
  }

  @Test
  void gzipGoesOnAtTheNextMember() throws IOException {
    String xml = dump(page(3));
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    List<Integer> ends = new ArrayList<>();
    int from = 0;
    for (int id = 2; id <= PAGES + 1; id++) {
      int to = id > PAGES ? xml.length() : xml.indexOf("<page><title>Page " + id);
      try (OutputStream member = new GZIPOutputStream(stored)) {
        member.write(xml.substring(from, to).getBytes(StandardCharsets.UTF_8));
      }
      ends.add(stored.size());
      from = to;
    }
    byte[] bytes = stored.toByteArray();
    Path file = Files.write(folder.resolve("dump"), bytes);
    assertThat(PageLog.pages(file, bytes.length)).hasSize(PAGES);

    byte[] damaged = bytes.clone();
    damaged[(ends.get(1) + ends.get(2)) / 2] ^= 0x55;
    Files.write(file, damaged);
    Result result = skip(file, bytes.length);
    assertThat(result.kept()).contains(1L, 2L, 4L, 5L, 6L);
    assertThat(result.bytes()).isEqualTo(ends.get(2) - ends.get(1));
    assertThatThrownBy(() -> PageLog.pages(file, bytes.length))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("damaged gzip data in the member at byte " + ends.get(1));

    Files.write(file, java.util.Arrays.copyOf(bytes, ends.get(3) - 4));
    assertThat(skip(file, bytes.length).kept()).containsExactly(1L, 2L, 3L, 4L);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 512));
    assertThat(PageLog.pages(file, bytes.length)).hasSize(PAGES);
  }
}
