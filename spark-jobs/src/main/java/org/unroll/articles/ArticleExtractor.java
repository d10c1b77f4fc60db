package org.unroll.articles;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.broadcast.Broadcast;
import org.unroll.articles.cleaning.Articles;
import org.unroll.articles.cleaning.EarlierArticles;
import org.unroll.articles.cleaning.PageBatch;
import org.unroll.articles.cleaning.WikiTemplates;
import org.unroll.articles.files.ArticleFormat;
import org.unroll.articles.files.ArticleManifest;
import org.unroll.articles.files.ArticleManifest.ArticleFile;
import org.unroll.articles.files.ParquetArticleLookup;
import org.unroll.articles.files.PartArticleWriter;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.errors.ConfigurationException;
import org.unroll.files.Folder;
import org.unroll.files.Paths;
import org.unroll.files.Sha256;
import org.unroll.output.JobContext;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.cleaner.WikitextCleaner;

/**
 * Extracts the articles of the parts of dumps, in tasks: by cleaning pages, or by reusing the text
 * that the same cleaner made from the same revision of a page in an earlier dump of the wiki.
 */
public final class ArticleExtractor implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The folder of the articles inside a folder of prepared data. */
  public static final String FOLDER = "articles";

  private final boolean headings;
  private final long maxCleaningSteps;

  /** The folder of the files of earlier articles. */
  private final String folder;

  private final String[] names;
  private final String[] cleaners;
  private final long[] minIds;
  private final long[] maxIds;

  private final Broadcast<WikiTemplates> templates;

  private ArticleExtractor(
      CleanerConfig config,
      String folder,
      List<ArticleFile> files,
      Broadcast<WikiTemplates> templates) {
    this.headings = config.headings();
    this.maxCleaningSteps = config.maxCleaningSteps();
    this.folder = folder;
    this.names = files.stream().map(ArticleFile::name).toArray(String[]::new);
    this.cleaners = files.stream().map(ArticleFile::cleaner).toArray(String[]::new);
    this.minIds = files.stream().mapToLong(ArticleFile::minId).toArray();
    this.maxIds = files.stream().mapToLong(ArticleFile::maxId).toArray();
    this.templates = templates;
  }

  /**
   * Returns an extractor that reuses articles of an earlier dump where it can. If there are none
   * that fit these dumps, it reports so and cleans all pages.
   *
   * @param previous the folder that {@code extract} or {@code prepare} made from an earlier dump
   * @throws ConfigurationException if there is no such folder
   */
  public static ArticleExtractor reusing(
      Optional<String> previous, CleanerConfig config, DumpPages pages, JobContext job) {
    if (previous.isEmpty()) {
      return new ArticleExtractor(config, "", List.of(), pages.broadcastTemplates());
    }
    Folder given = Folder.of(Paths.of(previous.get()), job.hadoop());
    if (!given.exists()) {
      throw new ConfigurationException(
          "--previous expects a folder that extract or prepare made, found nothing at " + given);
    }
    Folder inside = given.folder(FOLDER);
    Folder folder = inside.has(ArticleManifest.FILE) ? inside : given;
    List<ArticleFile> found =
        ArticleManifest.readIfPresent(folder).map(ArticleManifest::parquetFiles).orElse(List.of());
    Set<String> wanted =
        pages.dumps().stream()
            .map(dump -> cleaner(dump, config, pages.templates()))
            .collect(Collectors.toSet());
    List<ArticleFile> same = found.stream().filter(f -> wanted.contains(f.cleaner())).toList();
    if (same.isEmpty()) {
      job.progress()
          .say(
              "expected in "
                  + given
                  + " articles of the same wiki, cleaned by this version with the same"
                  + " text.headings, text.maxCleaningSteps and templates, found "
                  + (found.isEmpty() ? "no articles in Parquet" : "others")
                  + "; all pages are cleaned again");
    }
    return new ArticleExtractor(config, folder.toString(), same, pages.broadcastTemplates());
  }

  /** Returns the digest of all that determines the text of an article, beside its wikitext. */
  private static String cleaner(Dump dump, CleanerConfig config, WikiTemplates templates) {
    return Sha256.of(WikitextCleaner.describe(dump.siteInfo(), config, templates.of(dump)));
  }

  private String cleaner(Dump dump) {
    return cleaner(dump, config(), templates.value());
  }

  private CleanerConfig config() {
    return new CleanerConfig(headings, maxCleaningSteps);
  }

  /** Returns the articles among the pages of a part. */
  public Articles open(DumpPart part, Iterator<PageBatch> pages, Configuration hadoop) {
    Dump dump = part.dump();
    return Articles.of(pages, templates.value().cleaner(dump, config()), earlier(dump, hadoop));
  }

  /**
   * Creates the writer of the articles of a part.
   *
   * @param attempts the folder in which all tasks write
   */
  public PartArticleWriter newFile(
      DumpPart part, ArticleFormat format, String attempts, Configuration hadoop) {
    return new PartArticleWriter(format, attempts, cleaner(part.dump()), hadoop);
  }

  private EarlierArticles earlier(Dump dump, Configuration hadoop) {
    if (dump.siteInfo().databaseName().isEmpty()) {
      return EarlierArticles.NONE; // Ids of an unnamed wiki mean nothing.
    }
    String cleaner = cleaner(dump);
    List<ParquetArticleLookup.Source> sources = new ArrayList<>();
    for (int file = 0; file < names.length; file++) {
      if (cleaners[file].equals(cleaner)) {
        Path path = new Path(folder, names[file]);
        sources.add(new ParquetArticleLookup.Source(path, minIds[file], maxIds[file]));
      }
    }
    sources.sort(Comparator.comparingLong(ParquetArticleLookup.Source::minId));
    return sources.isEmpty() ? EarlierArticles.NONE : new ParquetArticleLookup(sources, hadoop);
  }
}
