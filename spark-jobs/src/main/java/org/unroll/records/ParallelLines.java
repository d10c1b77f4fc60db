package org.unroll.records;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.input.FilePart;
import org.unroll.errors.BadDataException;
import org.unroll.lines.TextFormat;
import org.unroll.records.formats.LineRecord;
import org.unroll.records.formats.PartLines;

/** An iterator over the lines of two files side by side, by their numbers. */
final class ParallelLines implements Iterator<InputRecord>, Closeable {

  private static final String[] COLUMNS = {"source", "target"};

  private final LinePart part;
  private final PartLines sources;
  private final PartLines targets;
  private final RecordTally tally;
  private @Nullable InputRecord ahead;

  private ParallelLines(LinePart part, PartLines sources, PartLines targets) {
    this.part = part;
    this.sources = sources;
    this.targets = targets;
    this.tally = new RecordTally(sources.file());
    this.ahead = read();
  }

  static ParallelLines open(
      LinePart source, FilePart target, TextFormat text, Configuration hadoop) {
    PartLines sources = PartLines.open(source.part(), 0, text, hadoop);
    PartLines targets = PartLines.open(target, 0, text, hadoop);
    return new ParallelLines(source, sources, targets);
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

  /** Reads the next two lines of one number; those of a number that one file skips are skipped. */
  private @Nullable InputRecord read() {
    long before = sources.number();
    String source = sources.next();
    String target = targets.next();
    while (source != null && target != null && sources.number() != targets.number()) {
      if (sources.number() < targets.number()) {
        source = sources.next();
      } else {
        target = targets.next();
      }
    }
    if (source == null || target == null) {
      refuseUnlikeCounts();
      countSkipped(sources.linesRead() - before);
      return null;
    }
    countSkipped(sources.number() - before - 1);
    tally.keep(1);
    return part.record(new LineRecord(sources.number(), COLUMNS, new Object[] {source, target}));
  }

  private void countSkipped(long lines) {
    if (lines > 0) {
      tally.skip("undecodable", lines);
    }
  }

  private void refuseUnlikeCounts() {
    while (sources.next() != null) {
      // To its end, to count its lines.
    }
    while (targets.next() != null) {
      // To its end, to count its lines.
    }
    if (sources.linesRead() != targets.linesRead()) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "expected as many lines in %s as in %s, found %,d and %,d",
              targets.file(),
              sources.file(),
              targets.linesRead(),
              sources.linesRead()));
    }
  }

  RecordTally tally() {
    return tally;
  }

  @Override
  public void close() throws IOException {
    try (targets) {
      sources.close();
    }
  }
}
