package org.unroll.extract;

import java.util.Locale;

/** How articles are written. */
public enum ExtractFormat {
  /** Columns {@code id} (int64), {@code title} and {@code text} (strings). */
  PARQUET("parquet"),
  /** A JSON object with the same fields on each line. */
  JSONL("jsonl"),
  /** Only the text, and an empty line behind each article. */
  TEXT("txt");

  private final String ending;

  ExtractFormat(String ending) {
    this.ending = ending;
  }

  /** The ending of file names. */
  String ending() {
    return ending;
  }

  /** On the command line and in manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
