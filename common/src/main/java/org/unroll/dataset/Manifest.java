package org.unroll.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * The description of a folder of prepared data: {@code manifest.json}.
 *
 * <p>Version 1, which had windows of language models only, is still read.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param task the name of the task that the examples are for
 * @param fingerprint a sha256 over the sources and the resolved configuration
 * @param sources the files that were read
 * @param configuration the resolved configuration, as JSON
 * @param pages the counts of the dumps' pages; all zero for text files
 * @param lines the counts of the text files' lines; null, and left out of the file, for dumps
 * @param templates the templates of the dumps; null, and left out of the file, if they have none
 * @param vocabularySize V, special tokens included
 * @param splits the counts of each split, by its label
 */
public record Manifest(
    int formatVersion,
    String task,
    String fingerprint,
    List<Source> sources,
    JsonNode configuration,
    PageCounts pages,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LineCounts lines,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Templates templates,
    int vocabularySize,
    Map<String, SplitCounts> splits) {

  public static final int FORMAT_VERSION = 2;

  /**
   * The counts of the pages of dumps.
   *
   * @param read all pages
   * @param kept articles whose text went into the examples
   * @param reused those of them whose text was taken from the articles of an earlier dump
   * @param skipped the other pages, by reason; {@code read = kept + sum of skipped}
   * @param damagedBytes stored bytes of damaged compressed data that were skipped
   */
  public record PageCounts(
      long read, long kept, long reused, Map<String, Long> skipped, long damagedBytes) {

    /** No pages. */
    public static final PageCounts NONE = new PageCounts(0, 0, 0, Map.of(), 0);
  }

  /**
   * The counts of the lines of text files.
   *
   * @param read all lines
   * @param kept lines that went into the examples
   * @param skipped the other lines, by reason; {@code read = kept + sum of skipped}
   * @param damagedBytes stored bytes of damaged compressed data that were skipped, if any
   */
  public record LineCounts(
      long read,
      long kept,
      Map<String, Long> skipped,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long damagedBytes) {

    /** No lines. */
    public static final LineCounts NONE = new LineCounts(0, 0, Map.of(), null);
  }

  /**
   * The templates that dumps define, with which the texts of their articles were made.
   *
   * @param version of their expansion
   * @param count of the templates that write text
   * @param sha256 of their definitions and the version
   */
  public record Templates(int version, long count, String sha256) {}

  /**
   * A file that was read.
   *
   * @param path where it was
   * @param role {@code dump}, {@code text}, or the label of the split that it became
   * @param size in bytes
   * @param sha256 of its bytes, in hexadecimal
   */
  public record Source(String path, String role, long size, String sha256) {}

  /**
   * The counts of one split.
   *
   * @param tokens tokens of its texts, {@code <eos>} included
   * @param unkRate the fraction of them that is {@code <unk>}
   * @param examples its examples
   * @param unigramPerplexity of the training split's unigrams on it; null, and left out of the
   *     file, if it has no tokens
   * @param files its Parquet files, in the order of their examples
   */
  public record SplitCounts(
      @JsonProperty("tokens") long tokens,
      @JsonProperty("unkRate") double unkRate,
      @JsonProperty("examples") long examples,
      @JsonProperty("unigramPerplexity") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Double unigramPerplexity,
      @JsonProperty("files") List<ExampleFile> files) {

    static final SplitCounts NONE = new SplitCounts(0, 0, 0, null, List.of());

    public SplitCounts {
      files = List.copyOf(files);
    }
  }

  /**
   * A Parquet file of examples.
   *
   * @param name in the folder of its split
   */
  public record ExampleFile(String name, long examples) {}

  /** The role of a dump among the sources. */
  public static final String DUMP = "dump";

  private static final String EXPECTED = "the manifest of prepared data";
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._=-]{0,199}");

  /** Far more than there is text for; counts of a split times shards are within a long. */
  private static final long MAX_EXAMPLES = 1L << 40;

  /** Whether its examples come from the articles of dumps, not from texts. */
  @JsonIgnore
  public boolean isOfArticles() {
    return sources.stream().anyMatch(source -> source.role().equals(DUMP));
  }

  /** The counts of the lines of text files; all zero for dumps. */
  public LineCounts lineCounts() {
    return lines == null ? LineCounts.NONE : lines;
  }

  /** The counts of a split; all zero if the manifest does not name it. */
  public SplitCounts counts(Split split) {
    return splits.getOrDefault(split.label(), SplitCounts.NONE);
  }

  /** The number of examples of a split. */
  public long examples(Split split) {
    return counts(split).examples();
  }

  /** The text of the file. */
  public String toJson() {
    return Json.indented(this);
  }

  /**
   * Reads a manifest of this version or an earlier one.
   *
   * @param file its name, for messages
   * @throws BadDataException if it is not a manifest
   */
  public static Manifest ofJson(String json, String file) {
    JsonNode tree = Json.tree(json, file, EXPECTED);
    int version = tree.path("formatVersion").asInt();
    if (version < 1 || version > FORMAT_VERSION) {
      throw new BadDataException(
          file
              + ": expected a format version from 1 to "
              + FORMAT_VERSION
              + ", found "
              + tree.path("formatVersion")
              + "; prepare the data again");
    }
    if (version == 1 && tree instanceof ObjectNode manifest) {
      ManifestVersion1.translate(manifest);
    }
    Manifest read = Json.read(tree, Manifest.class, file, EXPECTED);
    read.splits().forEach((label, counts) -> check(counts, file + ": split " + label));
    return read;
  }

  /** Counts that do not add up would read what is not there, or reserve memory for it. */
  private static void check(SplitCounts counts, String place) {
    double sum = 0;
    for (ExampleFile example : counts.files()) {
      if (!FILE_NAME.matcher(example.name()).matches() || example.examples() < 0) {
        throw new BadDataException(
            place + ": expected files of the split's folder with examples, found " + example);
      }
      sum += example.examples();
    }
    if (counts.tokens() < 0 || counts.examples() > MAX_EXAMPLES || sum != counts.examples()) {
      throw new BadDataException(
          place
              + String.format(
                  Locale.ROOT,
                  ": expected as many examples as its files have, %.0f, and no more than %d, found %d",
                  sum,
                  MAX_EXAMPLES,
                  counts.examples()));
    }
  }
}
