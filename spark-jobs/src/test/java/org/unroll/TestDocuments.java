package org.unroll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents name files, headings and classes that exist. */
class TestDocuments {

  private static final Path ROOT = Path.of("..");

  /** A Markdown link to a file of the project, with or without a heading. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)(?<file>[^)#]*)(?:#(?<heading>[^)]+))?\\)");

  /** A class in a sub-package of org.unroll, such as {@code train.round.LocalUpdate}. */
  private static final Pattern TYPE = Pattern.compile("`((?:[a-z]+[0-9]?\\.)+[A-Z][A-Za-z]+)`");

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      List<Path> found = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of(
                  "README.md",
                  "CHANGELOG.md",
                  "CONTRIBUTING.md",
                  "conf/schedules/README.md",
                  "scripts/benchmarks/README.md")
              .map(ROOT::resolve),
          found.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void linksLeadSomewhere(Path document) throws IOException {
    for (MatchResult link : matches(LINK, document)) {
      Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
      assertThat(target).as(link.group()).exists();
      if (link.group(2) != null) {
        assertThat(headings(target)).as(link.group() + " in " + document).contains(link.group(2));
      }
    }
  }

  @Test
  void classesExist() throws IOException {
    List<MatchResult> types = matches(TYPE, ROOT.resolve("docs/architecture.md"));
    assertThat(types).isNotEmpty();
    for (MatchResult type : types) {
      String name = "org/unroll/" + type.group(1).replace('.', '/') + ".class";
      assertThat(getClass().getClassLoader().getResource(name)).as(type.group()).isNotNull();
    }
  }

  @Test
  void theReadmeFitsOneSitting() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve("README.md")))
        .hasSizeLessThanOrEqualTo(150)
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(100));
  }

  private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
    return pattern.matcher(Files.readString(document)).results().toList();
  }

  /** The headings of a document as anchors, the way GitHub makes them. */
  private static List<String> headings(Path document) throws IOException {
    return Files.readAllLines(document).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(java.util.Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }
}
