package org.unroll.articles.files;

import java.util.Locale;

/** How articles are written. */
public enum ArticleFormat {
  /**
   * Columns {@code id} (int64), {@code title}, {@code text} (strings), {@code revision_id} (int64).
   */
  PARQUET("parquet"),
  /** A JSON object with id, title and text on each line. */
  JSONL("jsonl"),
  /** Only the text, and an empty line behind each article. */
  TEXT("txt");

  private final String ending;

  ArticleFormat(String ending) {
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
