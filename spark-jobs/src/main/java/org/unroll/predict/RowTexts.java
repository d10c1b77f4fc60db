package org.unroll.predict;

import org.jspecify.annotations.Nullable;
import org.unroll.records.InputRecord;

/** The texts in columns of rows. */
final class RowTexts {

  private RowTexts() {}

  /** Returns whether a row has a value; rows of JSON may lack what others have. */
  static boolean has(InputRecord row, String column) {
    return row.has(column) && row.value(column) != null;
  }

  /** Returns the text in a column; null if there is none, or one of white space. */
  static @Nullable String read(InputRecord row, String column) {
    if (!has(row, column)) {
      return null;
    }
    String text = row.text(column);
    return text.isBlank() ? null : text;
  }
}
