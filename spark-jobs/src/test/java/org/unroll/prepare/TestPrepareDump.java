package org.unroll.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.unroll.config.UnrollConfig;
import org.unroll.data.PreparedData;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.Split;
import org.unroll.dataset.SplitConfig;
import org.unroll.dump.Dump;
import org.unroll.dump.SampleDump;
import org.unroll.progress.Progress;
import org.unroll.testing.LocalSpark;
import org.unroll.testing.SharedData;

class TestPrepareDump {

  @TempDir private Path folder;

  private PrepareReport prepare(List<Path> dumps, String... overrides) {
    return new PrepareJob(
            LocalSpark.context(),
            UnrollConfig.of(ConfigFactory.empty(), List.of(overrides)),
            new PrepareInput.Dumps(
                dumps.stream().map(dump -> dump.toUri().toString()).toList(), Dump.Damage.REFUSE),
            new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()),
            Progress.silent())
        .run();
  }

  @Test
  void articlesGoToTheSplitsOfTheirIds() throws IOException {
    Path dump = SampleDump.write(folder.resolve("dump.xml"), 200);
    PrepareReport report = prepare(List.of(dump), "window.length=9", "window.stride=8");
    assertThat(report.pages().pagesRead()).isEqualTo(203);
    assertThat(report.pages().pagesKept()).isEqualTo(200);
    assertThat(report.pages().pagesSkipped())
        .isEqualTo(Map.of("empty", 1L, "namespace", 1L, "redirect", 1L));

    Dataset<Row> examples =
        LocalSpark.session().read().parquet(folder.resolve("out/examples").toString());
    SplitConfig splits = UnrollConfig.defaults().split();
    for (Row row : examples.select("article_id", "split").distinct().collectAsList()) {
      assertThat(row.getString(1)).isEqualTo(Split.ofArticle(row.getLong(0), splits).label());
    }
    assertThat(examples.select("article_id").distinct().count()).isEqualTo(200);
    // 6 tokens and an end of line, then 7 and an end of line.
    assertThat(report.splits().tokens().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(200 * 15);
  }

  /** Options of the command are not keys of the configuration, which training reads. */
  @Test
  void theManifestHasTheConfigurationAlone() throws IOException {
    Path dump = SampleDump.write(folder.resolve("dump.xml"), 100);
    Path out = folder.resolve("out");
    PrepareInput input =
        new PrepareInput.Dumps(
            List.of(dump.toUri().toString()),
            Dump.Damage.SKIP,
            Optional.empty(),
            PrepareInput.Keep.ARTICLES);
    UnrollConfig config =
        UnrollConfig.of(ConfigFactory.empty(), List.of("window.length=9", "text.headings=false"));
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(out.toUri());
    new PrepareJob(LocalSpark.context(), config, input, folder, Progress.silent()).run();
    PreparedData data = PreparedData.open(folder, LocalSpark.context().hadoopConfiguration());
    assertThat(data.config().cleaner()).isEqualTo(config.cleaner());
  }

  @Test
  void aSplitWithoutTokensHasNoUnigramPerplexity() throws IOException {
    Path dump = SampleDump.write(folder.resolve("dump.xml"), 100);
    PrepareReport report = prepare(List.of(dump), "window.length=9", "split.test=0");
    assertThat(report.splits().unigramPerplexity()).containsOnlyKeys("train", "validation");
    String manifest = Files.readString(folder.resolve("out/manifest.json"));
    assertThat(manifest).contains("unigramPerplexity").doesNotContain("NaN");
    assertThat(Manifest.ofJson(manifest, "").counts(Split.TEST).unigramPerplexity()).isNull();
  }

  @Test
  void severalDumpsAreOneInput() throws IOException {
    Path one = SampleDump.write(folder.resolve("one.xml"), 100);
    Path other = SampleDump.write(folder.resolve("other.xml"), 50);
    PrepareReport report = prepare(List.of(one, other));
    assertThat(report.pages().pagesKept()).isEqualTo(150);
  }

  @Test
  @Tag("shared-data")
  void aRealDump() {
    PrepareReport report = prepare(List.of(SharedData.file("dumps/enwiki-206-pages.xml.bz2")));
    assertThat(report.pages().pagesRead()).isEqualTo(206);
    assertThat(report.pages().pagesSkipped()).isEqualTo(Map.of("redirect", 100L));
    assertThat(report.splits().unkRate()).isBetween(0.0, 0.15);
    assertThat(report.splits().windows().get("train")).isGreaterThan(10_000);
  }
}
