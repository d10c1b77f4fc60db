package org.unroll.prepare.labelled;

import org.unroll.records.InputRecord;

/** The way from a record to an example of a task. */
@FunctionalInterface
public interface RecordEncoder {

  /**
   * Encodes a record.
   *
   * @throws org.unroll.errors.BadDataException naming the record's place and what is wrong with it
   */
  EncodedRecord encode(InputRecord item);
}
