package org.unroll.prepare.windows;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;

/** A partitioner by ranges of keys; partitions are in key order. */
public final class PiecePartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  /** The first key of each partition; offsets do not matter. */
  private final PieceKey[] first;

  /** Creates a partition for each of the keys {@code first}, which are in increasing order. */
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
