package org.unroll.extract;

import java.util.List;
import java.util.Map;
import org.unroll.dataset.Manifest;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * What extracted articles are: {@code _manifest.json}, hidden from what reads all files of a
 * folder.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param fingerprint a sha256 over the sources and the format
 * @param sources the files that were read
 * @param format the label of an {@link ExtractFormat}
 * @param pagesRead pages of the dumps
 * @param pagesKept articles written
 * @param pagesReused those of them whose text an earlier dump's articles had already
 * @param pagesSkipped the other pages, by reason; {@code pagesRead = pagesKept + sum of
 *     pagesSkipped}
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 * @param files the files of articles, in the order of the dumps
 */
public record ExtractManifest(
    int formatVersion,
    String fingerprint,
    List<Manifest.Source> sources,
    String format,
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    List<ArticleFile> files) {

  static final int FORMAT_VERSION = 2;

  /**
   * A file of articles, in the order of the dumps.
   *
   * @param minId of its articles
   * @param greatestId of its articles
   * @param cleaner a sha256 over all on which their texts depend, beside the wikitext
   */
  public record ArticleFile(
      String name, long articles, long minId, long greatestId, String cleaner) {}

  String toJson() {
    return Json.indented(this);
  }

  /** The files of articles that can be looked up. */
  List<ArticleFile> parquetFiles() {
    return format.equals(ExtractFormat.PARQUET.label()) ? files : List.of();
  }

  /** Whether {@link #ofJson} can read a manifest. */
  static boolean isOfThisFormat(String json) {
    return Json.treeIfValid(json)
        .filter(tree -> tree.path("formatVersion").asInt() == FORMAT_VERSION)
        .isPresent();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param file its name, for messages
   * @throws BadDataException if it is something else
   */
  static ExtractManifest ofJson(String json, String file) {
    return Json.read(json, ExtractManifest.class, file, "the manifest of articles");
  }
}
