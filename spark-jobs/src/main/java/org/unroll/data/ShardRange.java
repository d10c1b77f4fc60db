package org.unroll.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.unroll.dataset.Manifest;

/** The examples of a shard: a range of rows in each of several files. */
public final class ShardRange implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<FileRange> files = new ArrayList<>();

  private ShardRange() {}

  /** Cuts a split's examples into {@code shards} contiguous ranges. */
  public static List<ShardRange> cut(Manifest.SplitCounts split, Path folder, int shards) {
    List<ShardRange> ranges = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      long from = Math.multiplyExact(split.examples(), (long) shard) / shards;
      long to = Math.multiplyExact(split.examples(), shard + 1L) / shards;
      ShardRange range = new ShardRange();
      long first = 0;
      for (Manifest.ExampleFile file : split.files()) {
        long next = first + file.examples();
        if (from < next && to > first) {
          range.files.add(
              new FileRange(
                  new Path(folder, file.name()).toString(),
                  Math.max(from, first) - first,
                  Math.min(to, next) - first));
        }
        first = next;
      }
      ranges.add(range);
    }
    return ranges;
  }

  /** The ranges of rows, in order. */
  public List<FileRange> files() {
    return files;
  }
}
