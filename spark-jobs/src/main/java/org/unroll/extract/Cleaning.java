package org.unroll.extract;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.unroll.dump.Articles;
import org.unroll.dump.Dump;
import org.unroll.dump.DumpPart;
import org.unroll.dump.EarlierArticles;
import org.unroll.errors.ConfigurationException;
import org.unroll.extract.ExtractManifest.ArticleFile;
import org.unroll.files.Sha256;
import org.unroll.progress.Progress;
import org.unroll.wiki.CleanerConfig;
import org.unroll.wiki.cleaner.WikitextCleaner;

/**
 * How tasks make articles of pages: by cleaning them, or by taking over what the same cleaner made
 * of the same revision of an earlier dump of the wiki.
 */
public final class Cleaning implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The folder of the articles in one of prepared data. */
  public static final String FOLDER = "articles";

  private final boolean headings;
  private final long maxCleaningSteps;

  /** Where the files of earlier articles are that may be taken over. */
  private final String folder;

  private final String[] names;
  private final String[] cleaners;
  private final long[] minIds;
  private final long[] greatestIds;

  private Cleaning(CleanerConfig config, String folder, List<ArticleFile> files) {
    this.headings = config.headings();
    this.maxCleaningSteps = config.maxCleaningSteps();
    this.folder = folder;
    this.names = files.stream().map(ArticleFile::name).toArray(String[]::new);
    this.cleaners = files.stream().map(ArticleFile::cleaner).toArray(String[]::new);
    this.minIds = files.stream().mapToLong(ArticleFile::minId).toArray();
    this.greatestIds = files.stream().mapToLong(ArticleFile::greatestId).toArray();
  }

  /** Cleans all pages. */
  public static Cleaning anew(CleanerConfig config) {
    return new Cleaning(config, "", List.of());
  }

  /**
   * Takes over articles where it can. Where there are none that these dumps can use, it says so and
   * cleans all pages.
   *
   * @param previous the folder of an earlier dump that {@code extract} or {@code prepare} made
   * @throws ConfigurationException if there is no folder
   */
  public static Cleaning after(
      Optional<String> previous,
      CleanerConfig config,
      List<Dump> dumps,
      Progress progress,
      Configuration hadoop)
      throws IOException {
    if (previous.isEmpty()) {
      return anew(config);
    }
    Path given = new Path(previous.get());
    FileSystem files = given.getFileSystem(hadoop);
    if (!files.exists(given)) {
      throw new ConfigurationException(
          "--previous expects a folder that extract or prepare made, found nothing at " + given);
    }
    Path inside = new Path(given, FOLDER);
    Path folder = files.exists(new Path(inside, ExtractJob.MANIFEST)) ? inside : given;
    List<ArticleFile> found = articleFiles(new Path(folder, ExtractJob.MANIFEST), files);
    Set<String> wanted =
        dumps.stream().map(dump -> cleaner(dump, config)).collect(Collectors.toSet());
    List<ArticleFile> same = found.stream().filter(f -> wanted.contains(f.cleaner())).toList();
    if (same.isEmpty()) {
      progress.say(
          "expected in "
              + given
              + " articles of the same wiki, cleaned by this version with the same text.headings"
              + " and text.maxCleaningSteps, found "
              + (found.isEmpty() ? "no articles in Parquet" : "others")
              + "; all pages are cleaned anew");
    }
    return new Cleaning(config, folder.toString(), same);
  }

  /** The Parquet files that a manifest names; none if it is missing or of another format. */
  private static List<ArticleFile> articleFiles(Path file, FileSystem files) throws IOException {
    if (!files.exists(file)) {
      return List.of();
    }
    try (InputStream stream = files.open(file)) {
      String json = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return ExtractManifest.isOfThisFormat(json)
          ? ExtractManifest.ofJson(json, file.toString()).parquetFiles()
          : List.of();
    }
  }

  /** What manifests say of how the articles of a dump were made. */
  private static String cleaner(Dump dump, CleanerConfig config) {
    return Sha256.of(WikitextCleaner.describe(dump.siteInfo(), config));
  }

  private CleanerConfig config() {
    return new CleanerConfig(headings, maxCleaningSteps);
  }

  /**
   * Opens the articles of a part.
   *
   * @throws org.unroll.errors.BadDataException if the dump cannot be read or is damaged
   */
  public Articles open(DumpPart part, Configuration hadoop) {
    return Articles.open(part, config(), earlier(part.dump(), hadoop), hadoop);
  }

  /** A file for the articles of a part, in a folder of the attempts of all tasks. */
  public PartArticles file(
      DumpPart part, ExtractFormat format, String attempts, Configuration hadoop) {
    return new PartArticles(format, attempts, cleaner(part.dump(), config()), hadoop);
  }

  private EarlierArticles earlier(Dump dump, Configuration hadoop) {
    if (dump.siteInfo().databaseName().isEmpty()) {
      return EarlierArticles.NONE; // Ids mean nothing where the dump does not name its wiki.
    }
    String cleaner = cleaner(dump, config());
    List<ParquetTexts.Source> sources = new ArrayList<>();
    for (int file = 0; file < names.length; file++) {
      if (cleaners[file].equals(cleaner)) {
        Path path = new Path(folder, names[file]);
        sources.add(new ParquetTexts.Source(path, minIds[file], greatestIds[file]));
      }
    }
    sources.sort(Comparator.comparingLong(ParquetTexts.Source::minId));
    return sources.isEmpty() ? EarlierArticles.NONE : new ParquetTexts(sources, hadoop);
  }
}
