package org.unroll.articles;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.prepare.PrepareInput;
import org.unroll.prepare.PrepareJob;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;

/** Articles whose templates the same dump defines, before and after them, and in other files. */
class TestDumpTemplates {

  private static final int ARTICLES = 300;

  @TempDir private Path folder;
  private Path dumps;

  @BeforeEach
  void makeFolder() throws IOException {
    dumps = Files.createDirectories(folder.resolve("dumps"));
  }

  private static String template(long id, String title, String text) {
    return SampleDump.page(id, 10, "Template:" + title, "", text);
  }

  /** Returns articles of about 10 kB each, enough for several parts. */
  private static String articles() {
    StringBuilder pages = new StringBuilder();
    for (int id = 100; id < 100 + ARTICLES; id++) {
      String text = ("O [[lugar]] tem {{medida|%d|km}} e {{caixa|x}} fim.\n\n").formatted(id);
      pages.append(SampleDump.page(id, "Lugar " + id, text.repeat(150) + "{{quem}} {{medida2|7}}"));
    }
    return pages.toString();
  }

  /** Writes a dump in two files, with templates in both of them. */
  private void writeDump(String unit) throws IOException {
    Files.writeString(
        dumps.resolve("1.xml"),
        SampleDump.xml(
            template(
                1,
                "Medida",
                "{{formatnum:{{{1}}}}} {{unidade longa|{{{2|m}}}}}&lt;noinclude&gt;x&lt;/noinclude&gt;"),
            articles()));
    Files.writeString(
        dumps.resolve("2.xml"),
        SampleDump.xml(
            template(2, "Unidade longa", "{{#switch:{{{1}}}|km=" + unit + "|m=metros}}"),
            template(3, "Caixa", "{|\n| {{{1}}}\n|}"),
            SampleDump.page(
                4,
                10,
                "Template:Medida2",
                "<redirect title=\"Template:Medida\" />",
                "#REDIRECT [[Template:Medida]]"),
            template(5, "Quem", "&lt;sup&gt;[quem?]&lt;/sup&gt;")));
  }

  private ExtractReport extract(String out, Optional<String> previous) {
    return new ExtractJob(
            LocalSpark.context(),
            new ExtractInput(
                List.of(dumps.toUri().toString()),
                Dump.Damage.REFUSE,
                previous.map(name -> folder.resolve(name).toUri().toString())),
            UnrollConfig.defaults().cleaner(),
            ArticleFormat.PARQUET,
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            Progress.silent())
        .run();
  }

  private List<String> texts(String out) {
    List<String> texts = new ArrayList<>();
    LocalSpark.session()
        .read()
        .parquet(folder.resolve(out).toString())
        .orderBy("id")
        .collectAsList()
        .forEach(row -> texts.add(row.getString(2)));
    return texts;
  }

  private JsonNode manifest(String file) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(file).toFile());
  }

  @Test
  void articlesHaveTheWordsOfTemplates() throws IOException {
    writeDump("quilômetros");
    ExtractReport report = extract("out", Optional.empty());
    assertThat(report.pages().pagesKept()).isEqualTo(ARTICLES);
    assertThat(report.files()).isGreaterThan(1);
    List<String> texts = texts("out");
    assertThat(texts.get(0))
        .startsWith("O lugar tem 100 quilômetros e fim.\n")
        .endsWith("fim.\n7 metros");
    assertThat(texts).hasSize(ARTICLES);
    JsonNode templates = manifest("out/_manifest.json").path("templates");
    assertThat(templates.path("count").asInt()).isEqualTo(3);
    assertThat(templates.path("version").asInt()).isEqualTo(1);
    assertThat(templates.path("sha256").asText()).hasSize(64);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("dumps", "out");
    }
  }

  @Test
  void aChangedTemplateChangesEarlierArticles() throws IOException {
    writeDump("quilômetros");
    extract("first", Optional.empty());
    assertThat(extract("same", Optional.of("first")).pages().pagesReused()).isEqualTo(ARTICLES);
    writeDump("quilómetros");
    assertThat(extract("second", Optional.of("first")).pages().pagesReused()).isZero();
    extract("fresh", Optional.empty());
    assertThat(texts("second")).isEqualTo(texts("fresh"));
    assertThat(texts("second").get(0)).contains("quilómetros");
    assertThat(texts("same")).isEqualTo(texts("first"));
    assertThat(manifest("second/_manifest.json").path("templates"))
        .isNotEqualTo(manifest("first/_manifest.json").path("templates"));
  }

  @Test
  void preparedDataHasThemToo() throws IOException {
    writeDump("quilômetros");
    new PrepareJob(
            LocalSpark.context(),
            UnrollConfig.of(ConfigFactory.empty(), List.of()),
            new PrepareInput.Dumps(List.of(dumps.toUri().toString()), Dump.Damage.REFUSE),
            new org.apache.hadoop.fs.Path(folder.resolve("data").toUri()),
            Progress.silent())
        .run();
    assertThat(manifest("data/manifest.json").path("templates").path("count").asInt()).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("data/vocab.txt")))
        .contains("quilômetros")
        .doesNotContain("quem");
  }
}
