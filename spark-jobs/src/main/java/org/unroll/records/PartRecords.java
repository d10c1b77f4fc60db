package org.unroll.records;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.Dump.Damage;
import org.unroll.dump.input.FilePart;
import org.unroll.lines.LineTally;
import org.unroll.lines.Lines;
import org.unroll.lines.TextFormat;
import org.unroll.records.formats.BrokenRecordException;
import org.unroll.records.formats.LineFormat;
import org.unroll.records.formats.LineRecord;
import org.unroll.records.formats.PartLines;
import org.unroll.records.formats.RecordReader;

/** An iterator over the records that begin in a part of a text file. */
final class PartRecords implements Iterator<InputRecord>, Closeable {

  private final LinePart part;
  private final PartLines lines;
  private final RecordReader reader;
  private final Damage damage;
  private final RecordTally tally;
  private @Nullable InputRecord ahead;

  private PartRecords(LinePart part, PartLines lines, RecordReader reader, Damage damage) {
    this.part = part;
    this.lines = lines;
    this.reader = reader;
    this.damage = damage;
    this.tally = new RecordTally(lines.file());
    this.ahead = read();
  }

  static PartRecords open(LinePart part, LineFormat format, TextFormat text, Configuration hadoop) {
    PartLines lines = PartLines.open(part.part(), part.linesBefore(), text, hadoop);
    try {
      RecordReader reader = format.reader(lines, () -> firstLine(part.part(), text, hadoop));
      return new PartRecords(part, lines, reader, text.damage());
    } catch (BrokenRecordException e) {
      throw closeAfter(e.refusal(), lines);
    } catch (RuntimeException e) {
      throw closeAfter(e, lines);
    }
  }

  private static RuntimeException closeAfter(RuntimeException error, Closeable lines) {
    try {
      lines.close();
    } catch (IOException e) {
      error.addSuppressed(e);
    }
    return error;
  }

  private static @Nullable String firstLine(FilePart part, TextFormat text, Configuration hadoop) {
    try (Lines lines = Lines.open(new FilePart(part.file(), 0, 1), text, hadoop)) {
      return lines.hasNext() ? lines.next() : null;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public boolean hasNext() {
    return ahead != null;
  }

  @Override
  public InputRecord next() {
    InputRecord record = ahead;
    if (record == null) {
      throw new NoSuchElementException();
    }
    ahead = read();
    return record;
  }

  private @Nullable InputRecord read() {
    while (true) {
      try {
        LineRecord record = reader.next();
        if (record == null) {
          return null;
        }
        tally.keep(1);
        return part.record(record);
      } catch (BrokenRecordException e) {
        if (damage == Damage.REFUSE) {
          throw e.refusal();
        }
        tally.skip(e.reason(), 1);
      }
    }
  }

  /** Returns the tally of the records read and of the lines skipped. */
  RecordTally tally() {
    LineTally ofLines = lines.takeTally();
    ofLines.skipped().forEach(tally::skip);
    return tally;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
