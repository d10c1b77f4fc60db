package org.unroll.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.unroll.errors.BadDataException;

/**
 * What prepared data is: {@code manifest.json}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param fingerprint a sha256 over the sources and the resolved configuration
 * @param sources the files that were read
 * @param configuration the resolved configuration, as JSON
 * @param pagesRead pages of the dumps; 0 for text files
 * @param pagesKept articles whose text went into the windows
 * @param pagesReused those of them whose text was taken from the articles of an earlier dump
 * @param pagesSkipped the other pages, by reason; {@code pagesRead = pagesKept + sum of
 *     pagesSkipped}
 * @param damagedBytes stored bytes of damaged bzip2 data that were skipped
 * @param vocabularySize V, special tokens included
 * @param splits what each split holds, by its label
 */
public record Manifest(
    int formatVersion,
    String fingerprint,
    List<Source> sources,
    JsonNode configuration,
    long pagesRead,
    long pagesKept,
    long pagesReused,
    Map<String, Long> pagesSkipped,
    long damagedBytes,
    int vocabularySize,
    Map<String, SplitCounts> splits) {

  public static final int FORMAT_VERSION = 1;

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
   * What one split holds.
   *
   * @param tokens tokens of its texts, {@code <eos>} included
   * @param unkRate the fraction of them that is {@code <unk>}
   * @param windows its windows
   * @param unigramPerplexity of the training split's unigrams on it; null, and left out of the
   *     file, if it has no tokens
   * @param files its Parquet files, in the order of their windows
   */
  public record SplitCounts(
      @JsonProperty("tokens") long tokens,
      @JsonProperty("unkRate") double unkRate,
      @JsonProperty("windows") long windows,
      @JsonProperty("unigramPerplexity") @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Double unigramPerplexity,
      @JsonProperty("files") List<ExampleFile> files) {

    static final SplitCounts NONE = new SplitCounts(0, 0, 0, null, List.of());

    public SplitCounts {
      files = List.copyOf(files);
    }
  }

  /**
   * A Parquet file of windows, ordered by article and position.
   *
   * @param name in the folder of its split
   */
  public record ExampleFile(String name, long windows) {}

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** How its windows were cut. */
  public WindowConfig window() {
    JsonNode window = configuration.path("window");
    return new WindowConfig(window.path("length").asInt(), window.path("stride").asInt());
  }

  /** What {@code split} holds; all zero if the manifest does not name it. */
  public SplitCounts counts(Split split) {
    return splits.getOrDefault(split.label(), SplitCounts.NONE);
  }

  /** The windows of a split. */
  public long windows(Split split) {
    return counts(split).windows();
  }

  /** As the file's text. */
  public String toJson() {
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
   * @throws BadDataException if it is not a manifest of this version
   */
  public static Manifest ofJson(String json, String file) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      int version = tree.path("formatVersion").asInt();
      if (version != FORMAT_VERSION) {
        throw new BadDataException(
            file
                + ": expected format version "
                + FORMAT_VERSION
                + ", found "
                + tree.path("formatVersion")
                + "; prepare the data again");
      }
      return MAPPER.treeToValue(tree, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          file + ": expected the manifest of prepared data, found " + e.getOriginalMessage(), e);
    }
  }
}
