package org.unroll.records.formats;

import org.jspecify.annotations.Nullable;

/**
 * A record of a text file.
 *
 * @param line the number of its first line in the file, from 1
 * @param values of the columns, in their order
 * @param elementsHaveLines whether the elements of arrays stand on lines of their own, from {@code
 *     line} on
 */
@SuppressWarnings("ArrayRecordComponent")
public record LineRecord(
    long line, String[] columns, @Nullable Object[] values, boolean elementsHaveLines) {

  /** A record whose arrays, if there are any, stand on one line. */
  public LineRecord(long line, String[] columns, @Nullable Object[] values) {
    this(line, columns, values, false);
  }
}
