package org.unroll.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.unroll.articles.ExtractInput;
import org.unroll.articles.ExtractJob;
import org.unroll.articles.ExtractReport;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.errors.ConfigurationException;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.SharedData;

/** A later dump prepared with the articles of an earlier one gives the same bits as without. */
class TestIncremental {

  /** Enough pages for several parts. */
  private static final int PAGES = 400;

  @TempDir private Path folder;

  private final List<String> said = new ArrayList<>();

  private Path firstDump() throws IOException {
    StringBuilder pages = new StringBuilder();
    for (int id = 1; id <= PAGES; id++) {
      pages.append(SampleDump.longPage(id, 10 * id));
    }
    return Files.writeString(folder.resolve("first.xml"), SampleDump.xml(pages.toString()));
  }

  /** Of each ten pages, one is changed, one deleted, one now a redirect, one has a hidden text. */
  private Path secondDump() throws IOException {
    StringBuilder pages = new StringBuilder();
    for (int id = 1; id <= PAGES + 20; id++) {
      switch (id % 10) {
        case 1 -> pages.append(SampleDump.longPage(id, 10 * id + 1));
        case 2 -> {
          // Deleted.
        }
        case 3 ->
            pages.append(SampleDump.page(id, 0, "R" + id, "<redirect title=\"A\" />", "#REDIRECT"));
        case 4 ->
            pages.append(
                SampleDump.longPage(id, 10 * id)
                    .replaceFirst("(?s)<text>.*</text>", "<text deleted=\"1\" />"));
        default -> pages.append(SampleDump.longPage(id, 10 * id));
      }
    }
    return Files.writeString(folder.resolve("second.xml"), SampleDump.xml(pages.toString()));
  }

  private PrepareReport prepare(Path dump, String out, Optional<String> previous, String... keys) {
    return new PrepareJob(
            LocalSpark.context(),
            UnrollConfig.of(ConfigFactory.empty(), List.of(keys)),
            new PrepareInput.Dumps(
                List.of(dump.toUri().toString()),
                Dump.Damage.REFUSE,
                previous.map(name -> folder.resolve(name).toUri().toString()),
                PrepareInput.Keep.ARTICLES),
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            listening())
        .run();
  }

  private ExtractReport extract(
      Path dump, String out, ArticleFormat format, Optional<String> previous) {
    return new ExtractJob(
            LocalSpark.context(),
            new ExtractInput(
                List.of(dump.toUri().toString()),
                Dump.Damage.REFUSE,
                previous.map(name -> folder.resolve(name).toUri().toString())),
            UnrollConfig.defaults().cleaner(),
            format,
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            listening())
        .run();
  }

  private Progress listening() {
    return new Progress() {
      @Override
      public Stage begin(String name, long total, String unit) {
        return Progress.silent().begin(name, total, unit);
      }

      @Override
      public void say(String line) {
        said.add(line);
      }
    };
  }

  /** Returns the bytes of each file; those of manifests without the number of reused pages. */
  private static Map<String, byte[]> content(Path folder) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        if (name.endsWith("manifest.json")) {
          ObjectNode manifest = (ObjectNode) new ObjectMapper().readTree(file.toFile());
          // Articles have the counts of pages at the top, prepared data together.
          ObjectNode pages = manifest.has("pages") ? manifest.withObject("/pages") : manifest;
          assertThat(pages.remove(pages == manifest ? "pagesReused" : "reused")).isNotNull();
          content.put(name, manifest.toString().getBytes(StandardCharsets.UTF_8));
        } else if (!name.endsWith(".crc")) {
          content.put(name, Files.readAllBytes(file));
        }
      }
    }
    return content;
  }

  private void expectSame(String one, String other) throws IOException {
    Map<String, byte[]> expected = content(folder.resolve(one));
    Map<String, byte[]> found = content(folder.resolve(other));
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    expected.forEach((name, bytes) -> assertThat(found.get(name)).as(name).isEqualTo(bytes));
  }

  @Test
  void preparedDataIsTheSame() throws IOException {
    Path first = firstDump();
    Path second = secondDump();
    assertThat(prepare(first, "first", Optional.empty()).pages().pagesReused()).isZero();
    PrepareReport fresh = prepare(second, "fresh", Optional.empty());
    PrepareReport incremental = prepare(second, "incremental", Optional.of("first"));
    assertThat(fresh.pages().pagesReused()).isZero();
    assertThat(incremental.pages().pagesReused()).isEqualTo(PAGES * 6 / 10);
    assertThat(incremental.pages().pagesKept()).isEqualTo(fresh.pages().pagesKept());
    assertThat(incremental.pages().pagesSkipped()).isEqualTo(fresh.pages().pagesSkipped());
    expectSame("fresh", "incremental");
    try (Stream<Path> files = Files.list(folder.resolve("incremental/articles"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).hasSizeGreaterThan(1);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void extractedArticlesAreTheSame() throws IOException {
    Path second = secondDump();
    extract(firstDump(), "first", ArticleFormat.PARQUET, Optional.empty());
    for (ArticleFormat format : ArticleFormat.values()) {
      extract(second, "fresh " + format, format, Optional.empty());
      ExtractReport report = extract(second, "incremental " + format, format, Optional.of("first"));
      assertThat(report.pages().pagesReused()).isEqualTo(PAGES * 6 / 10);
      expectSame("fresh " + format, "incremental " + format);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text.headings=false", "text.maxCleaningSteps=1000000"})
  void articlesOfAnotherConfigurationAreNotReused(String key) throws IOException {
    prepare(firstDump(), "first", Optional.empty());
    PrepareReport report = prepare(secondDump(), "second", Optional.of("first"), key);
    assertThat(report.pages().pagesReused()).isZero();
    assertThat(said)
        .singleElement()
        .asString()
        .contains("found others; all pages are cleaned again")
        .doesNotContain("\n");
  }

  @Test
  void articlesOfAnotherWikiAreNotReused() throws IOException {
    extract(firstDump(), "first", ArticleFormat.PARQUET, Optional.empty());
    Path second = secondDump();
    for (String wiki : List.of("<dbname>glwiki", "<dbname>")) {
      String xml = Files.readString(secondDump()).replaceFirst("<dbname>ptwiki", wiki);
      ExtractReport report =
          extract(
              Files.writeString(second, xml),
              "second" + wiki.length(),
              ArticleFormat.PARQUET,
              Optional.of("first"));
      assertThat(report.pages().pagesReused()).isZero();
    }
    assertThat(said).hasSize(2);
  }

  @Test
  void foldersWithoutArticlesAreReported() throws IOException {
    Path dump = firstDump();
    extract(dump, "text", ArticleFormat.TEXT, Optional.empty());
    Files.createDirectories(folder.resolve("empty"));
    for (String previous : List.of("text", "empty")) {
      extract(dump, "after " + previous, ArticleFormat.PARQUET, Optional.of(previous));
    }
    assertThat(said).hasSize(2).allMatch(line -> line.contains("found no articles in Parquet"));
    assertThatThrownBy(
            () -> extract(dump, "out", ArticleFormat.PARQUET, Optional.of("nothing at all")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("--previous expects a folder");
  }

  /** A real dump, and another made from it by changing, adding and deleting pages. */
  @Test
  @Tag("shared-data")
  void aRealDump() throws IOException {
    Path shared = SharedData.file("dumps/enwiki-206-pages.xml.bz2");
    String xml;
    try (BZip2CompressorInputStream bytes =
        new BZip2CompressorInputStream(Files.newInputStream(shared), true)) {
      xml = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path first = Files.writeString(folder.resolve("first.xml"), xml);
    Path second = Files.writeString(folder.resolve("second.xml"), later(xml));
    prepare(first, "first", Optional.empty());
    PrepareReport fresh = prepare(second, "fresh", Optional.empty());
    PrepareReport incremental = prepare(second, "incremental", Optional.of("first"));
    assertThat(fresh.pages().pagesRead()).isEqualTo(206 - 21 + 5);
    assertThat(incremental.pages().pagesReused()).isBetween(60L, 100L);
    expectSame("fresh", "incremental");
  }

  /** Each tenth page is changed, each tenth deleted, five are added. */
  private static String later(String xml) {
    Matcher pages = Pattern.compile("(?s)  <page>.*?</page>\n").matcher(xml);
    StringBuilder later = new StringBuilder();
    List<String> added = new ArrayList<>();
    for (int page = 0; pages.find(); page++) {
      String text = pages.group();
      String changed =
          text.replaceFirst("(<revision>\\s*<id>)\\d+", "$19" + page)
              .replaceFirst("(<text[^>]*>)", "$1'''Changed''' since. ");
      if (page % 40 == 1) {
        added.add(changed.replaceFirst("<id>\\d+", "<id>" + (90_000_000 + page)));
      }
      pages.appendReplacement(
          later, Matcher.quoteReplacement(page % 10 == 0 ? changed : page % 10 == 5 ? "" : text));
    }
    int end = later.length();
    pages.appendTail(later);
    return later.insert(end, String.join("", added.subList(0, 5))).toString();
  }
}
