package org.unroll.predict;

import java.util.Locale;

/** The formats of the files that a job writes. */
public enum RowFormat {
  /** Parquet, with the types of the columns. */
  PARQUET,
  /** A JSON object a line. */
  JSONL;

  String extension() {
    return name().toLowerCase(Locale.ROOT);
  }
}
