package org.unroll.wiki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.unroll.testing.SharedData;

/** Hard pieces of wikitext with the text that a reader would expect. */
@Tag("shared-data")
class TestSharedWikitextCases {

  private static final WikitextCleaner CLEANER =
      new WikitextCleaner(
          new SiteInfo("ptwiki", "en", Map.of(6, "Ficheiro", 10, "Predefinição", 14, "Categoria")));

  @TestFactory
  List<DynamicTest> cases() throws IOException {
    Path file = SharedData.file("wikitext/cases.json");
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(file.toFile())) {
      // Cases of kind "dump" are pages in XML, which the page reader reads.
      if (!node.get("kind").asText().equals("dump")) {
        tests.add(
            dynamicTest(
                node.get("name").asText(),
                () ->
                    assertThat(words(CLEANER.clean(node.get("wikitext").asText())))
                        .isEqualTo(words(node.get("expected").asText()))));
      }
    }
    return tests;
  }

  private static String words(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
