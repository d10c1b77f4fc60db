package org.unroll.prepare.labelled;

import java.util.Arrays;
import org.apache.spark.Partitioner;

/** The partitioner that cuts each split into parts of its order. */
final class SplitPartitioner extends Partitioner {

  private static final long serialVersionUID = 1L;

  /** Records of a file, about. */
  private static final long FILE_RECORDS = 1 << 17;

  private final int[] parts; // (splits)

  /**
   * A partitioner.
   *
   * @param records of each split, (splits)
   */
  SplitPartitioner(long[] records) {
    parts =
        Arrays.stream(records)
            .mapToInt(count -> (int) ((count + FILE_RECORDS - 1) / FILE_RECORDS))
            .toArray();
  }

  @Override
  public int numPartitions() {
    return Arrays.stream(parts).sum();
  }

  @Override
  public int getPartition(Object key) {
    RecordKey placed = (RecordKey) key;
    int split = placed.split().ordinal();
    int before = Arrays.stream(parts, 0, split).sum();
    return before + placed.part(parts[split]);
  }
}
