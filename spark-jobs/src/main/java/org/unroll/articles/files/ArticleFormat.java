package org.unroll.articles.files;

import java.util.Locale;

/** The formats of files of articles. */
public enum ArticleFormat {
  /**
   * Columns {@code id} (int64), {@code title}, {@code text} (strings), {@code revision_id} (int64).
   */
  PARQUET("parquet"),
  /** A JSON object with id, title and text on each line. */
  JSONL("jsonl"),
  /** Only the text, with an empty line after each article. */
  TEXT("txt");

  private final String extension;

  ArticleFormat(String extension) {
    this.extension = extension;
  }

  /** Returns the extension of file names. */
  String extension() {
    return extension;
  }

  /** Returns the name on the command line and in manifests. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
