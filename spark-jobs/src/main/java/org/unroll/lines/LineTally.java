package org.unroll.lines;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.unroll.errors.BadDataException;

/** A tally of the lines read from a file, in which each line counts once. */
public final class LineTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The reason to skip a line: it is not in the encoding of its file. */
  private static final String UNDECODABLE = "undecodable";

  /** More lines than this, and than a tenth, are no damage. */
  private static final long FEW = 10;

  private final String file;
  private final String encoding;
  private long read;
  private long skipped;
  private long damagedBytes;

  LineTally(String file, String encoding) {
    this.file = file;
    this.encoding = encoding;
  }

  void keep() {
    read++;
  }

  void skip() {
    read++;
    skipped++;
  }

  void skipBytes(long count) {
    damagedBytes += count;
  }

  /** Returns the number of stored bytes of damaged compressed data that were skipped. */
  public long damagedBytes() {
    return damagedBytes;
  }

  /** Returns the number of lines that were not skipped. */
  public long kept() {
    return read - skipped;
  }

  public long read() {
    return read;
  }

  /** Returns the skipped lines by reason, without zeros. */
  public Map<String, Long> skipped() {
    return skipped == 0 ? Map.of() : Map.of(UNDECODABLE, skipped);
  }

  /**
   * Returns the tally of all files.
   *
   * @throws BadDataException if so many lines of a file were skipped that it is likely to be in
   *     another encoding
   */
  public static LineTally sum(List<LineTally> tallies) {
    Map<String, LineTally> ofFiles = new LinkedHashMap<>();
    LineTally all = new LineTally("", "");
    for (LineTally tally : tallies) {
      ofFiles.computeIfAbsent(tally.file, file -> new LineTally(file, tally.encoding)).add(tally);
      all.add(tally);
    }
    ofFiles.values().forEach(LineTally::refuseIfManySkipped);
    return all;
  }

  private void add(LineTally other) {
    read += other.read;
    skipped += other.skipped;
    damagedBytes += other.damagedBytes;
  }

  private void refuseIfManySkipped() {
    if (skipped > FEW && skipped > read / FEW) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected text in %s, found %d of %d lines that are not; give the encoding of the"
                  + " file with --encoding, such as windows-1252",
              file,
              encoding,
              skipped,
              read));
    }
  }
}
