package org.unroll.prepare.windows;

import java.io.Serializable;
import java.util.Comparator;
import org.unroll.dataset.Split;

/**
 * The place of a piece in the order of all pieces. Pieces that differ only in their offset are
 * joined before windows are cut.
 */
public final class PieceKey implements Comparable<PieceKey>, Serializable {

  private static final long serialVersionUID = 1L;

  /** Compares all but the offset. */
  static final Comparator<PieceKey> BLOCKS =
      Comparator.<PieceKey, Split>comparing(key -> key.split)
          .thenComparingLong(key -> key.sequence)
          .thenComparingLong(key -> key.order)
          .thenComparingLong(key -> key.block);

  private static final Comparator<PieceKey> ORDER = BLOCKS.thenComparingLong(key -> key.offset);

  final Split split;

  /** The id of the article. */
  final long sequence;

  /** The order of the input among articles of the same id. */
  final long order;

  /** The index in the sequence of the first token of the joined pieces. */
  final long block;

  /** The index in the sequence of the first token of the piece. */
  final long offset;

  PieceKey(Split split, long sequence, long order, long block, long offset) {
    this.split = split;
    this.sequence = sequence;
    this.order = order;
    this.block = block;
    this.offset = offset;
  }

  @Override
  public int compareTo(PieceKey other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PieceKey that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence * 31 + order) * 31 + Long.hashCode(block * 31 + offset);
  }

  @Override
  public String toString() {
    return split.label() + "/" + sequence + "/" + order + "/" + block + "+" + offset;
  }
}
