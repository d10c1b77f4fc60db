package org.unroll.records;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.unroll.errors.BadDataException;

/** A tally of the records of an input: those read, and the damaged ones by reason. */
public final class RecordTally implements Serializable {

  private static final long serialVersionUID = 1L;

  /** More damaged records than this, and than a tenth, are no damage: the format is another. */
  private static final long FEW = 10;

  private final String file;
  private long kept;
  private final TreeMap<String, Long> skipped = new TreeMap<>();

  RecordTally(String file) {
    this.file = file;
  }

  void keep(long records) {
    kept += records;
  }

  void skip(String reason, long records) {
    skipped.merge(reason, records, Long::sum);
  }

  /** Returns the number of records that were not skipped. */
  public long kept() {
    return kept;
  }

  public long read() {
    return kept + skippedInAll();
  }

  /** Returns the skipped records by reason, without zeros. */
  public Map<String, Long> skipped() {
    return Collections.unmodifiableMap(skipped);
  }

  private long skippedInAll() {
    return skipped.values().stream().mapToLong(Long::longValue).sum();
  }

  private void add(RecordTally other) {
    kept += other.kept;
    other.skipped.forEach(this::skip);
  }

  /**
   * Returns the tally of all files.
   *
   * @throws BadDataException if so many records of a file were skipped that it is likely to be in
   *     another format or encoding
   */
  static RecordTally sum(List<RecordTally> tallies) {
    Map<String, RecordTally> ofFiles = new LinkedHashMap<>();
    RecordTally all = new RecordTally("");
    for (RecordTally tally : tallies) {
      ofFiles.computeIfAbsent(tally.file, RecordTally::new).add(tally);
      all.add(tally);
    }
    ofFiles.values().forEach(RecordTally::refuseIfManySkipped);
    return all;
  }

  private void refuseIfManySkipped() {
    long damaged = skippedInAll();
    if (damaged > FEW && damaged > read() / FEW) {
      throw new BadDataException(
          String.format(
              Locale.ROOT,
              "%s: expected few damaged records, found %,d of %,d: %s; check --format, --separator"
                  + " and --encoding",
              file,
              damaged,
              read(),
              skipped));
    }
  }
}
