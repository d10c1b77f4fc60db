package org.unroll.articles.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.unroll.articles.cleaning.PageReport;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.files.Folder;
import org.unroll.files.Json;

/**
 * The manifest of a folder of articles: {@code _manifest.json}, hidden from programs that read all
 * files of a folder.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param fingerprint a SHA-256 over the sources and the options
 * @param sources the files that were read
 * @param format the label of an {@link ArticleFormat}
 * @param pagesRead pages of the dumps
 * @param pagesKept articles written
 * @param pagesReused those of them whose text was reused from an earlier dump
 * @param pagesSkipped the other pages, by reason; {@code pagesRead = pagesKept + sum of
 *     pagesSkipped}
 * @param damagedBytes stored bytes of damaged compressed data that were skipped
 * @param templates the templates that the texts were made with; null, and left out of the file, if
 *     the dumps have none
 * @param files the files of articles, in the order of the dumps
 */
public record ArticleManifest(
    int formatVersion,
    String fingerprint,
    List<Manifest.Source> sources,
    String format,
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    @JsonInclude(JsonInclude.Include.NON_NULL) Manifest.@Nullable Templates templates,
    List<ArticleFile> files) {

  public static final int FORMAT_VERSION = 2;

  /** The name of the file. */
  public static final String FILE = "_manifest.json";

  /**
   * A file of articles, in the order of the dumps.
   *
   * @param minId of its articles
   * @param maxId of its articles
   * @param cleaner the digest of all that determines the texts, beside the wikitext
   */
  public record ArticleFile(
      String name,
      long articles,
      long minId,
      @JsonProperty("greatestId") long maxId,
      String cleaner) {}

  String toJson() {
    return Json.indented(this);
  }

  /** Returns the pages of the dumps. */
  public PageReport pages() {
    return new PageReport(pagesRead, pagesKept, pagesReused, pagesSkipped, damagedBytes);
  }

  /** Returns the files in which articles can be looked up. */
  public List<ArticleFile> parquetFiles() {
    return format.equals(ArticleFormat.PARQUET.label()) ? files : List.of();
  }

  /**
   * Reads the manifest of a folder of articles.
   *
   * @throws BadDataException if there is none, or one of another format
   */
  public static ArticleManifest read(Folder folder) {
    return ofJson(folder.text(FILE), folder);
  }

  /**
   * Reads the manifest of a folder of articles if there is one of this format.
   *
   * @throws BadDataException if it is damaged
   */
  public static Optional<ArticleManifest> readIfPresent(Folder folder) {
    return folder
        .textIfPresent(FILE)
        .filter(ArticleManifest::isOfThisFormat)
        .map(json -> ofJson(json, folder));
  }

  private static boolean isOfThisFormat(String json) {
    return Json.treeIfValid(json)
        .filter(tree -> tree.path("formatVersion").asInt() == FORMAT_VERSION)
        .isPresent();
  }

  private static ArticleManifest ofJson(String json, Folder folder) {
    return Json.read(json, ArticleManifest.class, folder + "/" + FILE, "the manifest of articles");
  }
}
