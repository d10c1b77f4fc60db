package org.unroll.records.formats;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import org.unroll.dump.input.FilePart;
import org.unroll.lines.LineTally;
import org.unroll.lines.Lines;
import org.unroll.lines.TextFormat;

/** The lines of a part of a file, with their numbers in the file. */
public final class PartLines implements Closeable {

  private final String file;
  private final Lines lines;
  private final long linesBefore;
  private final boolean begins;
  private long number;
  private boolean follows = true;

  private PartLines(FilePart part, Lines lines, long linesBefore) {
    this.file = part.file().toString();
    this.lines = lines;
    this.linesBefore = linesBefore;
    this.begins = part.start() == 0;
    this.number = linesBefore;
  }

  /**
   * Opens the lines of a part.
   *
   * @param linesBefore the number of lines of the file before the part
   */
  public static PartLines open(
      FilePart part, long linesBefore, TextFormat format, Configuration hadoop) {
    return new PartLines(part, Lines.open(part, format, hadoop), linesBefore);
  }

  /** Returns the next line; null at the end. */
  public @Nullable String next() {
    if (!lines.hasNext()) {
      follows = linesRead() == number;
      return null;
    }
    String line = lines.next();
    follows = linesBefore + lines.number() == number + 1;
    number = linesBefore + lines.number();
    return line;
  }

  /** Returns the number of the line returned last, from 1. */
  public long number() {
    return number;
  }

  /** Returns whether no undecodable lines were skipped just before the line returned last. */
  boolean follows() {
    return follows;
  }

  /** Returns whether the part is at the beginning of its file. */
  boolean beginsFile() {
    return begins;
  }

  public String file() {
    return file;
  }

  /** Returns the place of a line, for messages. */
  String place(long line) {
    return file + ", line " + line;
  }

  /** Returns the number of lines up to the end, once that is reached. */
  public long linesRead() {
    return linesBefore + lines.linesRead();
  }

  /** Returns the tally of the lines read since the last call. */
  public LineTally takeTally() {
    return lines.takeTally();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
