package org.unroll.prepare.windows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;

/** Sends a piece to the partition whose range of keys it is in; partitions are in key order. */
public final class PiecePartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  /** The least key of each partition; their offsets do not matter. */
  private final PieceKey[] first;

  /** Makes a partition for each of {@code first}, which are in order and begin with the least. */
  PiecePartitioner(List<PieceKey> first) {
    this.first = first.toArray(new PieceKey[0]);
  }

  @Override
  public int numPartitions() {
    return first.length;
  }

  @Override
  public int getPartition(Object key) {
    int found = Arrays.binarySearch(first, (PieceKey) key, PieceKey.BLOCKS);
    return found >= 0 ? found : Math.max(0, -found - 2);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PiecePartitioner that && Arrays.equals(first, that.first);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(first);
  }
}
