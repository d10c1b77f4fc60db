package org.unroll.wiki.cleaner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.unroll.config.UnrollConfig;
import org.unroll.testing.SharedData;
import org.unroll.wiki.SiteInfo;
import org.unroll.wiki.export.Page;
import org.unroll.wiki.export.PageReader;

/** Hard pieces of wikitext with the text that a reader would expect. */
@Tag("shared-data")
class TestSharedWikitextCases {

  private static final WikitextCleaner CLEANER =
      new WikitextCleaner(
          new SiteInfo("ptwiki", "en", Map.of(6, "Ficheiro", 10, "Predefinição", 14, "Categoria")),
          UnrollConfig.defaults().cleaner());

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    Path file = SharedData.file("wikitext/cases.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
      String given = node.get("wikitext").asText();
      String expected = node.get("expected").asText();
      tests.add(
          node.get("kind").asText().equals("dump")
              ? dynamicTest(node.get("name").asText(), () -> checkPage(given, expected))
              : dynamicTest(
                  node.get("name").asText(),
                  () -> assertThat(words(CLEANER.clean(given))).isEqualTo(words(expected))));
    }
    return tests;
  }

  /** Pieces of wikis in many languages, whose dumps name their namespaces once. */
  @TestFactory
  List<DynamicTest> casesInManyLanguages() throws IOException {
    Path file = SharedData.file("wikitext/cases-2.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
      String language = node.get("lang").asText();
      String project = node.get("note").asText().contains("Wiktionary") ? "wiktionary" : "wiki";
      WikitextCleaner cleaner =
          new WikitextCleaner(
              new SiteInfo(language + project, language, Map.of()),
              UnrollConfig.defaults().cleaner());
      String given = node.get("wikitext").asText();
      String expected = node.get("expected").asText();
      boolean oneLine = expected.indexOf('\n') < 0;
      tests.add(
          dynamicTest(
              node.get("name").asText(),
              () -> {
                String text = cleaner.clean("Case 98", given);
                assertThat(words(text)).isEqualTo(words(expected));
                assertThat(oneLine && text.indexOf('\n') >= 0).as("broken into lines").isFalse();
              }));
    }
    return tests;
  }

  /** A page in XML, and the articles that come of it, as JSON. */
  private static void checkPage(String xml, String expected) throws IOException {
    Page page =
        new PageReader(new SiteInfo("", "", Map.of()))
            .read(new ByteArrayInputStream(xml.strip().getBytes(StandardCharsets.UTF_8)));
    assertThat(page.namespace()).isZero();
    JsonNode article = new ObjectMapper().readTree(expected).get(0);
    assertThat(page.id()).isEqualTo(article.get("id").asLong());
    assertThat(page.title()).isEqualTo(article.get("title").asText());
    assertThat(CLEANER.clean(page.text())).isEqualTo(article.get("text").asText());
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
