package org.unroll.articles;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.PageTally;
import org.unroll.articles.files.ArticleFiles;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.articles.files.ArticleManifest;
import org.unroll.articles.files.PartArticleWriter;
import org.unroll.articles.files.WrittenArticles;
import org.unroll.dataset.Manifest;
import org.unroll.dump.Dump;
import org.unroll.dump.input.InputFile;
import org.unroll.dump.input.InputFiles;
import org.unroll.dump.input.SourceFile;
import org.unroll.dump.input.Sources;
import org.unroll.files.Folder;
import org.unroll.output.Fingerprint;
import org.unroll.output.JobContext;
import org.unroll.output.Staging;
import org.unroll.output.Target;
import org.unroll.output.TaskErrors;
import org.unroll.progress.Progress;
import org.unroll.wiki.CleanerConfig;

/** Extracts the plain-text articles of dumps into files, one for each part that a task reads. */
public final class ExtractJob {

  private final JobContext job;
  private final ExtractInput input;
  private final CleanerConfig config;
  private final ArticleFormat format;
  private final Path out;

  /**
   * Creates a job, which {@link #run} starts.
   *
   * @param out the folder to create
   */
  public ExtractJob(
      JavaSparkContext spark,
      ExtractInput input,
      CleanerConfig config,
      ArticleFormat format,
      Path out,
      Progress progress) {
    this.job = new JobContext(spark, progress);
    this.input = input;
    this.config = config;
    this.format = format;
    this.out = out;
  }

  /**
   * Extracts the articles, unless the folder already holds them.
   *
   * @throws org.unroll.errors.BadDataException if a dump is missing, damaged, or has no article
   * @throws org.unroll.errors.ConfigurationException if the folder holds something else or cannot
   *     be written
   */
  public ExtractReport run() {
    return TaskErrors.unwrap(this::extract);
  }

  private ExtractReport extract() throws IOException {
    List<InputFile> files = InputFiles.findDumps(input.dumps(), job.hadoop());
    Target target = Target.look(out, ArticleManifest.FILE, job.hadoop());
    List<Manifest.Source> sources =
        Sources.of(job, files.stream().map(file -> new SourceFile("dump", file)).toList());
    String fingerprint = fingerprint(sources);
    if (target.holds(fingerprint)) {
      Staging.tidy(out, job.hadoop());
      return ExtractReport.of(ArticleManifest.read(Folder.of(out, job.hadoop())), true);
    }
    target.refuseUnlessFree();
    List<Dump> dumps = Dump.open(files, input.damage(), job.hadoop());
    try (Staging staging = Staging.beside(out, job.hadoop());
        DumpPages read = DumpPages.read(dumps, job)) {
      ArticleExtractor extractor = ArticleExtractor.reusing(input.previous(), config, read, job);
      ArticleFiles articles = new ArticleFiles(format, staging);
      PageTally pages = write(read, extractor, articles);
      pages.refuseIfNoneKept();
      ArticleManifest manifest =
          articles.keep("", fingerprint, sources, pages, read.templates().entry());
      staging.publish();
      return ExtractReport.of(manifest, false);
    }
  }

  private String fingerprint(List<Manifest.Source> sources) {
    return Fingerprint.of(
        ArticleManifest.FORMAT_VERSION,
        sources,
        ConfigFactory.parseMap(
            Map.of(
                "format", format.label(),
                "damage", input.damage().name(),
                "headings", config.headings(),
                // The original name of the option, which fingerprints keep.
                "maxPageWork", config.maxCleaningSteps())));
  }

  private PageTally write(DumpPages read, ArticleExtractor extractor, ArticleFiles articles) {
    String attempts = articles.attempts();
    ArticleFormat as = format;
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    List<Written> written =
        job.show(
            "extract",
            read.parts(),
            () ->
                read.map(
                        (part, batches) -> {
                          Configuration configuration = hadoop.value().value();
                          Articles all = extractor.open(part, batches, configuration);
                          PartArticleWriter file =
                              extractor.newFile(part, as, attempts, configuration);
                          return List.of(write(all, file)).iterator();
                        })
                    .collect());
    PageTally pages = new PageTally();
    for (Written part : written) {
      pages.add(part.pages);
      articles.add(part.articles);
    }
    return pages;
  }

  private static Written write(Articles articles, PartArticleWriter file) throws IOException {
    try (articles;
        file) {
      file.addAll(articles);
      return new Written(file.end(), articles.takeTally());
    }
  }

  /** The file that a task wrote, and the pages that it read. */
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
