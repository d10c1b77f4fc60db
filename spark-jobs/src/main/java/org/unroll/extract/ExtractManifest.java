package org.unroll.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import org.unroll.data.Manifest;
import org.unroll.errors.BadDataException;

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
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    List<ArticleFile> files) {

  static final int FORMAT_VERSION = 1;

  /** A file of articles, in the order of the dumps. */
  public record ArticleFile(String name, long articles) {}

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  String toJson() {
    try {
      return MAPPER.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @param file its name, for messages
   * @throws BadDataException if it is something else
   */
  static ExtractManifest ofJson(String json, String file) {
    try {
      return MAPPER.readValue(json, ExtractManifest.class);
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          file + ": expected the manifest of articles, found " + e.getOriginalMessage(), e);
    }
  }
}
