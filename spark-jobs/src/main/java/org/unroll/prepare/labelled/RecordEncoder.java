package org.unroll.prepare.labelled;

import java.util.List;
import org.unroll.dataset.Split;
import org.unroll.records.InputRecord;

/** The way from a record to examples of a task. */
@FunctionalInterface
public interface RecordEncoder {

  /**
   * Encodes a record.
   *
   * @throws org.unroll.errors.BadDataException naming the record's place and what is wrong with it
   */
  EncodedRecord encode(InputRecord item);

  /**
   * Encodes a record for a split, as several examples if the task trains on parts of a record.
   *
   * @throws org.unroll.errors.BadDataException naming the record's place and what is wrong with it
   */
  default List<EncodedRecord> encode(InputRecord item, Split split) {
    return List.of(encode(item));
  }
}
