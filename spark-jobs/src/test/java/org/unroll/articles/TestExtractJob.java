package org.unroll.articles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.unroll.articles.cleaning.PageReport;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.config.UnrollConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Json;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.SharedData;

class TestExtractJob {

  @TempDir private Path folder;

  private ExtractReport extract(Path dump, String out, ArticleFormat format) {
    return new ExtractJob(
            LocalSpark.context(),
            new ExtractInput(
                List.of(dump.toUri().toString()), Dump.Damage.REFUSE, Optional.empty()),
            UnrollConfig.defaults().cleaner(),
            format,
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            Progress.silent())
        .run();
  }

  private Path dump() throws IOException {
    return SampleDump.write(folder.resolve("dump.xml"), 40);
  }

  @Test
  void writesParquetThatSparkReads() throws IOException {
    ExtractReport report = extract(dump(), "out", ArticleFormat.PARQUET);
    assertThat(report)
        .isEqualTo(
            new ExtractReport(
                new PageReport(43, 40, 0, Map.of("empty", 1L, "namespace", 1L, "redirect", 1L), 0),
                1,
                false));
    assertThat(Json.compact(report))
        .startsWith("{\"pagesRead\":43,\"pagesKept\":40,\"pagesReused\":0,\"pagesSkipped\":{")
        .endsWith("},\"damagedBytes\":0,\"files\":1,\"upToDate\":false}");

    Dataset<Row> rows =
        LocalSpark.session().read().parquet(folder.resolve("out").toString()).orderBy("id");
    assertThat(rows.columns()).containsExactly("id", "title", "text", "revision_id");
    Row first = rows.first();
    assertThat(first.getLong(0)).isEqualTo(10);
    assertThat(first.getString(1)).isEqualTo("Lugar 0");
    assertThat(first.getString(2)).isEqualTo("Lugar 0 é uma cidade.\nTem 0 rios e 0 pontes.");
    assertThat(first.getLong(3)).isEqualTo(1010);
    assertThat(rows.count()).isEqualTo(40);
  }

  @Test
  void writesJsonLines() throws IOException {
    extract(dump(), "out", ArticleFormat.JSONL);
    List<JsonNode> articles = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("out/part-00000.jsonl"))) {
      articles.add(new ObjectMapper().readTree(line));
    }
    assertThat(articles).hasSize(40);
    assertThat(articles.get(1).toString())
        .isEqualTo(
            "{\"id\":11,\"title\":\"Lugar 1\","
                + "\"text\":\"Lugar 1 é uma cidade.\\nTem 1 rios e 1 pontes.\"}");
  }

  @Test
  void writesText() throws IOException {
    extract(dump(), "out", ArticleFormat.TEXT);
    assertThat(Files.readString(folder.resolve("out/part-00000.txt")))
        .startsWith(
            """
            Lugar 0 é uma cidade.
            Tem 0 rios e 0 pontes.

            Lugar 1 é uma cidade.
            """);
  }

  @ParameterizedTest
  @EnumSource(ArticleFormat.class)
  void aSecondRunIsUpToDate(ArticleFormat format) throws IOException {
    Path dump = dump();
    ExtractReport first = extract(dump, "out", format);
    ExtractReport second = extract(dump, "out", format);
    assertThat(second.upToDate()).isTrue();
    assertThat(second.pages().pagesSkipped()).isEqualTo(first.pages().pagesSkipped());
    ArticleFormat other =
        ArticleFormat.values()[(format.ordinal() + 1) % ArticleFormat.values().length];
    assertThatThrownBy(() -> extract(dump, "out", other))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void theManifestAddsUp() throws IOException {
    extract(dump(), "out", ArticleFormat.PARQUET);
    JsonNode manifest = new ObjectMapper().readTree(folder.resolve("out/_manifest.json").toFile());
    long skipped = 0;
    for (JsonNode pages : manifest.path("pagesSkipped")) {
      skipped += pages.asLong();
    }
    assertThat(manifest.path("pagesRead").asLong())
        .isEqualTo(manifest.path("pagesKept").asLong() + skipped);
    assertThat(manifest.path("sources").get(0).path("sha256").asText()).hasSize(64);
    assertThat(manifest.path("files").get(0).path("articles").asLong()).isEqualTo(40);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("dump.xml", "out");
    }
  }

  @Test
  @Tag("shared-data")
  void realDumpsInOrder() {
    Path dump = SharedData.file("dumps/enwiki-206-pages.xml.bz2");
    ExtractReport report = extract(dump, "out", ArticleFormat.JSONL);
    assertThat(report.pages().pagesRead()).isEqualTo(206);
    assertThat(report.pages().pagesSkipped()).isEqualTo(Map.of("redirect", 100L));
    assertThat(report.files()).isEqualTo(2);
  }

  private ExtractReport extract(Path dump, String out, Dump.Damage damage) {
    return new ExtractJob(
            LocalSpark.context(),
            new ExtractInput(List.of(dump.toUri().toString()), damage, Optional.empty()),
            UnrollConfig.defaults().cleaner(),
            ArticleFormat.TEXT,
            new org.apache.hadoop.fs.Path(folder.resolve(out).toUri()),
            Progress.silent())
        .run();
  }

  @Test
  void malformedPagesAreRefusedOrCounted() throws IOException {
    String good = SampleDump.page(1, "Bom", "Uma cidade.");
    String bad = SampleDump.page(2, "Mau", "x".repeat(100_000) + "&#x1F;");
    Path dump =
        Files.writeString(
            folder.resolve("dump.xml"),
            SampleDump.xml(good, bad, SampleDump.page(3, "Outro", "Um rio.")));
    assertThatThrownBy(() -> extract(dump, "out", Dump.Damage.REFUSE))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("dump.xml, page 'Mau' (id 2) at byte ");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(extract(dump, "out", Dump.Damage.SKIP).pages())
        .isEqualTo(new PageReport(3, 2, 0, Map.of("damaged", 1L), 0));
  }
}
