package org.unroll.records.formats;

import org.jspecify.annotations.Nullable;

/**
 * A record of a text file.
 *
 * @param line the number of its first line in the file, from 1
 * @param values of the columns, in their order
 */
@SuppressWarnings("ArrayRecordComponent")
public record LineRecord(long line, String[] columns, @Nullable Object[] values) {}
