package org.unroll.records;

import com.typesafe.config.Config;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.SourceFile;
import org.unroll.output.JobContext;

/** An input of labelled data, which knows how to become records. */
public sealed interface RecordInput
    permits LineRecords, ParallelRecords, ParquetRecords, TableRecords {

  /** The role of the files of an input that is no split. */
  String ROLE = "records";

  /** Returns the files of the input, in the order in which they are read; none for a table. */
  List<SourceFile> files(Configuration hadoop);

  /**
   * Reads the records, in the order of the input, each once. Nothing is collected on the driver but
   * the numbers of lines of parts.
   *
   * @throws org.unroll.errors.BadDataException if there is nothing at a path; tasks throw it at
   *     damaged records unless these are skipped
   */
  JavaRDD<InputRecord> read(JobContext job);

  /**
   * Opens the rows with the types that Spark has for them; empty for files of text, which have
   * none.
   *
   * @throws org.unroll.errors.BadDataException if there is nothing to read, or its files have
   *     several schemas
   */
  default Optional<TypedRows> typed(JobContext job) {
    return Optional.empty();
  }

  /** Returns what is done with damaged records. */
  default Damage damage() {
    return Damage.REFUSE;
  }

  /**
   * Counts the records and, where damaged ones are skipped, those by reason. The input is read for
   * it once.
   *
   * @throws org.unroll.errors.BadDataException if so much is skipped that the format must be
   *     another
   */
  RecordTally tally(JobContext job);

  /** Returns the options that change the records, as keys of the data's fingerprint. */
  Config options();

  /** Returns what is read, for messages. */
  String describe();
}
