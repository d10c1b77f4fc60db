package org.unroll.prepare.labelled;

import java.io.Serializable;
import java.util.Comparator;
import org.unroll.dataset.Split;

/**
 * The split of a record and its place there. Both depend on the record's values alone: in whatever
 * order records come, the data is the same, and labels that stand together in the input are spread
 * over all shards.
 */
final class RecordKey implements Serializable, Comparable<RecordKey> {

  private static final long serialVersionUID = 1L;

  private static final Comparator<RecordKey> ORDER =
      Comparator.<RecordKey, Split>comparing(key -> key.split)
          .thenComparing(key -> key.place, Long::compareUnsigned);

  private final Split split;
  private final long place;

  /**
   * A key.
   *
   * @param place as an unsigned number
   */
  RecordKey(Split split, long place) {
    this.split = split;
    this.place = place;
  }

  Split split() {
    return split;
  }

  /** A hash of the split and the values. */
  long digest() {
    return place * 31 + split.ordinal();
  }

  /** The number of one of {@code parts} equal parts of the split. */
  int part(int parts) {
    return (int) Math.multiplyHigh(place >>> 1, 2L * parts);
  }

  @Override
  public int compareTo(RecordKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordKey key && split == key.split && place == key.place;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(place) * 31 + split.ordinal();
  }
}
