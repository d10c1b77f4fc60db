package org.unroll.extract;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.dataset.Manifest;
import org.unroll.dump.Articles;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.dump.InputFile;
import org.unroll.dump.InputFiles;
import org.unroll.dump.PageTally;
import org.unroll.dump.Sources;
import org.unroll.output.Fingerprint;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.output.TaskProgress;
import org.unroll.progress.Progress;
import org.unroll.wiki.CleanerConfig;

/** Makes files of plain-text articles of dumps, one for each part that a task reads. */
public final class ExtractJob {

  static final String MANIFEST = "_manifest.json";

  private final JavaSparkContext spark;
  private final ExtractInput input;
  private final CleanerConfig config;
  private final ExtractFormat format;
  private final Path out;
  private final Progress progress;
  private final Configuration hadoop;
  private final Broadcast<SerializableConfiguration> broadcastHadoop;

  /**
   * A job that has not begun.
   *
   * @param out the folder to make
   */
  public ExtractJob(
      JavaSparkContext spark,
      ExtractInput input,
      CleanerConfig config,
      ExtractFormat format,
      Path out,
      Progress progress) {
    this.spark = spark;
    this.input = input;
    this.config = config;
    this.format = format;
    this.out = out;
    this.progress = progress;
    this.hadoop = spark.hadoopConfiguration();
    this.broadcastHadoop = spark.broadcast(new SerializableConfiguration(hadoop));
  }

  /**
   * Does it, or nothing if the folder already holds the result.
   *
   * @throws org.unroll.errors.BadDataException if a dump is missing, damaged, or has no article
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public ExtractReport run() {
    return TaskErrors.unwrap(this::extract);
  }

  private ExtractReport extract() throws IOException {
    List<InputFile> files = InputFiles.findDumps(input.dumps(), hadoop);
    Target target = Target.look(out, MANIFEST, hadoop);
    List<Manifest.Source> sources =
        Sources.of(spark, files, Collections.nCopies(files.size(), "dump"), broadcastHadoop);
    String fingerprint =
        Fingerprint.of(
            ExtractManifest.FORMAT_VERSION,
            sources,
            ConfigFactory.parseMap(
                Map.of(
                    "format", format.label(),
                    "damage", input.damage().name(),
                    "headings", config.headings(),
                    // The option's original name, which fingerprints keep.
                    "maxPageWork", config.maxCleaningSteps())));
    if (target.holds(fingerprint)) {
      return ExtractReport.of(readManifest(), true);
    }
    target.refuseUnlessFree();
    List<Dump> dumps = Dump.open(files, input.damage(), hadoop);
    List<DumpPart> parts = Dump.parts(dumps, spark.defaultParallelism());
    Cleaning cleaning = Cleaning.after(input.previous(), config, dumps, progress, hadoop);
    try (Staging staging = Staging.beside(out, hadoop)) {
      ArticleFiles articles = new ArticleFiles(format, staging);
      PageTally pages = write(parts, cleaning, articles);
      pages.refuseIfNoneKept();
      ExtractManifest manifest = articles.keep("", fingerprint, sources, pages);
      staging.publish();
      return ExtractReport.of(manifest, false);
    }
  }

  private ExtractManifest readManifest() throws IOException {
    Path file = new Path(out, MANIFEST);
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ExtractManifest.ofJson(json, file.toString());
    }
  }

  private PageTally write(List<DumpPart> parts, Cleaning cleaning, ArticleFiles articles) {
    String attempts = articles.attempts();
    ExtractFormat as = format;
    Broadcast<SerializableConfiguration> configuration = broadcastHadoop;
    List<Written> written =
        TaskProgress.show(
            spark,
            progress,
            "extract",
            parts.size(),
            () ->
                spark
                    .parallelize(parts, parts.size())
                    .map(part -> write(part, cleaning, as, attempts, configuration.value().value()))
                    .collect());
    PageTally pages = new PageTally();
    for (Written part : written) {
      pages.add(part.pages);
      articles.add(part.articles);
    }
    return pages;
  }

  private static Written write(
      DumpPart part, Cleaning cleaning, ExtractFormat format, String attempts, Configuration hadoop)
      throws IOException {
    try (Articles articles = cleaning.open(part, hadoop);
        PartArticles file = cleaning.file(part, format, attempts, hadoop)) {
      file.addAll(articles);
      return new Written(file.end(), articles.takeTally());
    }
  }

  /** What a task did. */
  private static final class Written implements Serializable {

    private static final long serialVersionUID = 1L;

    final @Nullable WrittenArticles articles;
    final PageTally pages;

    Written(@Nullable WrittenArticles articles, PageTally pages) {
      this.articles = articles;
      this.pages = pages;
    }
  }
}
