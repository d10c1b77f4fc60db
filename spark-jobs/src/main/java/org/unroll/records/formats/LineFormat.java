package org.unroll.records.formats;

import com.typesafe.config.Config;
import java.io.Serializable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A format of text files in which each record is one line or several. */
public sealed interface LineFormat extends Serializable
    permits TsvFormat, CsvFormat, JsonLinesFormat, ConllFormat, TextLinesFormat {

  /** Returns the name of the format, as users give it. */
  String name();

  /** Returns the options that change the records, as keys of the data's fingerprint. */
  Config options();

  /** Returns whether the records of a file can be read from any line on. */
  boolean splittable();

  /**
   * Creates a reader of a part.
   *
   * @param firstLine the first line of the file, null if there is none, for parts that do not begin
   *     with it
   * @throws BrokenRecordException if the header is damaged
   */
  RecordReader reader(PartLines lines, Supplier<@Nullable String> firstLine)
      throws BrokenRecordException;
}
