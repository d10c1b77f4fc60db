package org.unroll.records.formats;

import org.jspecify.annotations.Nullable;

/** A reader of the records in the lines of a part of a file. */
public interface RecordReader {

  /**
   * Reads the next record.
   *
   * @return null at the end
   * @throws BrokenRecordException if it is damaged; the next call reads the record after it
   */
  @Nullable LineRecord next() throws BrokenRecordException;
}
