package org.unroll.wiki.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
}
