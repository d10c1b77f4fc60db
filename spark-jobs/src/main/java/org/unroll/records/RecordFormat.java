package org.unroll.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.unroll.errors.ConfigurationException;

/** The formats of files with records, by name and by the endings of the names of their files. */
public enum RecordFormat {
  TSV("tsv", "tab"),
  CSV("csv"),
  JSONL("jsonl", "ndjson", "json"),
  CONLL("conll", "bio", "iob", "iob2", "bioes"),
  TEXT("txt", "text"),
  /** Two text files side by side, which no name tells. */
  PARALLEL(),
  PARQUET("parquet");

  private final List<String> endings;

  RecordFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /** Returns the name as users give it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the format of a name.
   *
   * @throws ConfigurationException if there is none
   */
  public static RecordFormat of(String name) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () -> new ConfigurationException("expected a format, " + labels() + ", found " + name));
  }

  /** Returns the format that the name of a file, a folder or a glob tells. */
  public static Optional<RecordFormat> ofPath(String path) {
    String name = path.toLowerCase(Locale.ROOT).replaceFirst("/+$", "");
    name = name.replaceFirst("\\.(gz|bz2)$", "");
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values()).filter(format -> format.endings.contains(ending)).findFirst();
  }

  /** Returns the names of all formats, for messages. */
  public static String labels() {
    String all = Arrays.stream(values()).map(RecordFormat::label).collect(Collectors.joining(", "));
    return "one of " + all;
  }
}
