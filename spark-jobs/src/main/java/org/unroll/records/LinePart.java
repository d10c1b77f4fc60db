package org.unroll.records;

import java.io.Serializable;
import org.unroll.dump.input.FilePart;
import org.unroll.records.formats.LineRecord;

/** A part of a text file, the number of lines before it, and the columns given with its path. */
final class LinePart implements Serializable {

  private static final long serialVersionUID = 1L;

  private final FilePart part;
  private final long linesBefore;
  private final String[] columnNames;
  private final String[] columnValues;

  LinePart(FilePart part, long linesBefore, String[] columnNames, String[] columnValues) {
    this.part = part;
    this.linesBefore = linesBefore;
    this.columnNames = columnNames;
    this.columnValues = columnValues;
  }

  LinePart after(long lines) {
    return new LinePart(part, lines, columnNames, columnValues);
  }

  FilePart part() {
    return part;
  }

  long linesBefore() {
    return linesBefore;
  }

  /** Returns a record of the part, with the columns given with its path. */
  InputRecord record(LineRecord record) {
    InputRecord whole =
        new InputRecord(
                part.file().toString(), "line", record.line(), record.columns(), record.values())
            .with(columnNames, columnValues);
    return record.elementsHaveLines() ? whole.withLinesOfElements() : whole;
  }
}
