package org.unroll.wiki.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.unroll.wiki.SiteInfo;

class TestPageReader {

  private static final SiteInfo SITE =
      new SiteInfo("ptwiki", "pt", Map.of(0, "", 1, "Discussão", 14, "Categoria"));

  private static InputStream stream(String xml, Charset charset) {
    return new ByteArrayInputStream(xml.getBytes(charset));
  }

  private static Page read(String xml) throws IOException {
    return new PageReader(SITE).read(stream(xml, StandardCharsets.UTF_8));
  }

  private static Page page(String inside) throws IOException {
    return read("<page>" + inside + "</page>");
  }

  private static String revision(long id, String timestamp, String rest) {
    return "<revision><id>"
        + id
        + "</id><timestamp>"
        + timestamp
        + "</timestamp>"
        + rest
        + "</revision>";
  }

  @Test
  void readsWhatAPageSays() throws IOException {
    Page page =
        page(
            "<title>Kill Bill: Volume 1</title><ns>0</ns><id>3</id><revision><id>11</id>"
                + "<contributor><username>x</username><id>99</id></contributor>"
                + "<text bytes=\"9\" xml:space=\"preserve\">a &lt;b&gt; &amp;amp; &#233;</text>"
                + "</revision>");
    assertThat(page)
        .isEqualTo(
            new Page(3, 0, "Kill Bill: Volume 1", null, 11, "wikitext", "a <b> &amp; é", false));
  }

  @Test
  void theNewestRevisionCountsWhateverTheOrder() throws IOException {
    String older = revision(7, "2001-01-01T00:00:00Z", "<text>old</text>");
    String newer = revision(5, "2020-01-01T00:00:00Z", "<model>css</model><text>new</text>");
    for (String revisions : List.of(older + newer, newer + older)) {
      Page page = page("<title>A</title><ns>0</ns><id>1</id>" + revisions);
      assertThat(page.text()).isEqualTo("new");
      assertThat(page.revisionId()).isEqualTo(5);
      assertThat(page.model()).isEqualTo("css");
    }
    String emptied = revision(8, "2021-01-01T00:00:00Z", "<text deleted=\"deleted\" />");
    assertThat(page("<title>A</title><ns>0</ns><id>1</id>" + newer + emptied).text()).isEmpty();
  }

  @Test
  void onlyTheMainSlotCounts() throws IOException {
    Page page =
        page(
            "<title>A</title><ns>0</ns><id>1</id><revision><id>2</id><model>wikitext</model>"
                + "<text>main</text><content><role>data</role><model>json</model>"
                + "<text>{}</text></content></revision>");
    assertThat(page.text()).isEqualTo("main");
    assertThat(page.model()).isEqualTo("wikitext");
  }

  @Test
  void formatsWithoutNamespacesHaveThemInTheTitle() throws IOException {
    assertThat(page("<title>Categoria:Rios</title><id>1</id>").namespace()).isEqualTo(14);
    assertThat(page("<title>Volume: 1</title><id>1</id>").namespace()).isZero();
    Page redirect =
        page("<title>A</title><id>1</id><revision><text>#REDIRECT [[B c]]</text></revision>");
    assertThat(redirect.redirectTarget()).isEqualTo("B c");
  }

  @Test
  void aPageBeyondTheLimitIsNotHeld() throws IOException {
    String large = "x".repeat(Page.MAX_TEXT_LENGTH);
    String start = "<title>A</title><ns>0</ns><id>1</id><revision><text>";
    assertThat(page(start + large + "</text></revision>").tooLarge()).isFalse();
    Page larger = page(start + large + "&lt;</text></revision>");
    assertThat(larger.tooLarge()).isTrue();
    assertThat(larger.text()).isEmpty();
  }

  @Test
  void malformedDumpsAreRefused() {
    assertThatThrownBy(() -> read("<page><title>A</page>")).hasMessageContaining("malformed XML");
    assertThatThrownBy(() -> read("<page><title>A</title></page>"))
        .hasMessage("malformed dump: expected an <id> in the page, found none");
    assertThatThrownBy(() -> page("<title>A</title><id>one</id>"))
        .hasMessage("malformed dump: expected a number in <id>, found 'one'");
    assertThatThrownBy(() -> page("<title>&e;</title><id>1</id>")).hasMessageContaining("\"e\"");
    assertThatThrownBy(() -> read("</mediawiki><mediawiki>")).hasMessageContaining("malformed");
    assertThatThrownBy(() -> read("<mediawiki/>")).hasMessageContaining("expected <page>");
  }

  @Test
  void theHeadTellsTheWiki() throws IOException {
    String head =
        """
        <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="pt">
          <siteinfo><sitename>W</sitename><dbname>ptwiki</dbname><namespaces>
            <namespace key="0" case="first-letter" />
            <namespace key="14" case="first-letter">Categoria</namespace>
          </namespaces></siteinfo>
          <page><title>A</title>
        """;
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      ExportHead read = ExportHead.read(stream(head, charset));
      assertThat(read.siteInfo())
          .isEqualTo(new SiteInfo("ptwiki", "pt", Map.of(0, "", 14, "Categoria")));
      assertThat(read.rooted()).isTrue();
      assertThat(read.utf8()).isEqualTo(charset == StandardCharsets.UTF_8);
    }
    assertThat(ExportHead.read(stream("  <page><title>A", StandardCharsets.UTF_8)).rooted())
        .isFalse();
  }

  @Test
  void whatIsNoDumpIsRefused() {
    assertThatThrownBy(() -> ExportHead.read(stream("<html></html>", StandardCharsets.UTF_8)))
        .hasMessage("expected a dump of a wiki, which starts with <mediawiki>, found <html>");
    assertThatThrownBy(() -> ExportHead.read(stream("not XML", StandardCharsets.UTF_8)))
        .hasMessageContaining("malformed XML");
  }

  @Test
  void documentTypesAreRefusedAndEntitiesNeverRead() {
    String external =
        "<!DOCTYPE mediawiki [<!ENTITY e SYSTEM \"%s\">]><mediawiki><page><title>&e;</title></page>"
            .formatted(Objects.requireNonNull(getClass().getResource("TestPageReader.class")));
    assertThatThrownBy(() -> ExportHead.read(stream(external, StandardCharsets.UTF_8)))
        .hasMessage("expected no document type, found one: dumps of MediaWiki have none");
    assertThatThrownBy(() -> read(external))
        .hasMessage("expected no document type, found one: dumps of MediaWiki have none");
  }

  /** A stream that repeats {@code filler} between two texts. */
  private static InputStream large(String before, String filler, long bytes, String after) {
    byte[] block =
        filler.repeat(Math.max(1, 4096 / filler.length())).getBytes(StandardCharsets.UTF_8);
    InputStream middle =
        new InputStream() {
          private long left = bytes;
          private int at;

          @Override
          public int read() {
            left--;
            return left < 0 ? -1 : block[at++ % block.length];
          }

          @Override
          public int read(byte[] to, int from, int length) {
            int count = (int) Math.min(Math.min(length, left), block.length - at % block.length);
            if (count <= 0) {
              return -1;
            }
            System.arraycopy(block, at % block.length, to, from, count);
            at = (at + count) % block.length;
            left -= count;
            return count;
          }
        };
    return new SequenceInputStream(
        stream(before, StandardCharsets.UTF_8),
        new SequenceInputStream(middle, stream(after, StandardCharsets.UTF_8)));
  }

  @Test
  void noElementIsHeldBeyondItsBound() {
    long bytes = 300L << 20;
    String page = "<page><title>A</title><id>1</id>";
    for (String element : List.of("title", "ns", "id")) {
      assertThatThrownBy(
              () -> new PageReader(SITE).read(large("<page><" + element + ">", "x", bytes, "")))
          .isInstanceOf(MalformedExportException.class)
          .hasMessage(
              "malformed dump: expected at most 4,096 characters in <" + element + ">, found more");
    }
    for (String element : List.of("id", "timestamp", "model")) {
      assertThatThrownBy(
              () ->
                  new PageReader(SITE)
                      .read(large(page + "<revision><" + element + ">", "1", bytes, "")))
          .hasMessageContaining("expected at most 4,096 characters in <" + element + ">");
    }
    for (String start :
        List.of("<redirect title='", "<", "<a ", "<a b", "<a b='", "<?", "<?a ", "</", "<!a ")) {
      assertThatThrownBy(() -> new PageReader(SITE).read(large(page + start, "x", bytes, "")))
          .as(start)
          .isInstanceOf(MalformedExportException.class);
    }
    assertThatThrownBy(() -> new PageReader(SITE).read(large(page, "<a>", bytes, "")))
        .hasMessageContaining("Depth limit");
    assertThatThrownBy(() -> new PageReader(SITE).read(large(page + "&", "x", bytes, "")))
        .isInstanceOf(MalformedExportException.class);
    StringBuilder names = new StringBuilder(page);
    for (int name = 0; name < 1000; name++) {
      names.append("<n").append(name).append("/>");
    }
    assertThatThrownBy(() -> read(names.toString()))
        .hasMessageContaining("at most 500 different names");
  }

  @Test
  void whatIsNotReadMayBeLong() throws IOException {
    long bytes = 100L << 20;
    String page = "<page><title>A</title><id>1</id>";
    for (String comment : List.of("<!--", "<revision><comment>", "<upload><contents>")) {
      String end =
          comment.equals("<!--")
              ? "-->"
              : comment.equals("<revision><comment>")
                  ? "</comment></revision>"
                  : "</contents></upload>";
      assertThat(new PageReader(SITE).read(large(page + comment, "x", bytes, end + "</page>")).id())
          .isEqualTo(1);
    }
    Page large =
        new PageReader(SITE)
            .read(
                large(
                    page + "<revision><text>",
                    "a &amp;",
                    bytes / 7 * 7,
                    "</text></revision></page>"));
    assertThat(large.tooLarge()).isTrue();
  }

  @Test
  void damageInALongTextIsFoundWhereverItIs() {
    for (String damage : List.of("&#x1F;", "&#xD800;", "&nbsp;", "\u0001", "</b>")) {
      for (int length : new int[] {0, 10, 4000, 65_000, 500_000}) {
        String text = "x".repeat(length) + damage + "y".repeat(100);
        assertThatThrownBy(
                () ->
                    page(
                        "<title>A</title><id>1</id><revision><text>" + text + "</text></revision>"))
            .isInstanceOf(MalformedExportException.class)
            .hasMessageStartingWith("malformed XML: ");
      }
    }
  }

  @Test
  void theHeadIsBounded() throws IOException {
    long bytes = 300L << 20;
    for (String start :
        List.of(
            "<mediawiki><siteinfo><dbname>",
            "<mediawiki xml:lang='",
            "<!DOCTYPE ",
            "<?xml a='",
            "<")) {
      assertThatThrownBy(() -> ExportHead.read(large(start, "x", bytes, "")))
          .isInstanceOf(MalformedExportException.class);
    }
    assertThat(
            ExportHead.read(
                    large(
                        "<mediawiki><siteinfo><sitename>",
                        "x",
                        bytes / 3,
                        "</sitename></siteinfo><page>"))
                .rooted())
        .isTrue();
  }

  @Test
  void theSourcesErrorsPass() {
    InputStream broken =
        new SequenceInputStream(
            stream("<page><title>A</title><revision><text>abc", StandardCharsets.UTF_8),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("disk");
              }
            });
    assertThatThrownBy(() -> new PageReader(SITE).read(broken))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("disk");
  }
}
