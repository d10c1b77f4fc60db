package org.unroll.data;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.dataset.Manifest;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.language.WindowShard;

/** The windows of a shard: a range of rows in each of several files. */
final class ShardRange implements Serializable {

  private static final long serialVersionUID = 1L;

  /** They lie in one array. */
  private static final int MAX_IDS = Integer.MAX_VALUE - 8;

  private final List<Rows> rows = new ArrayList<>();

  private ShardRange() {}

  /** Cuts a split's windows into {@code shards} contiguous ranges. */
  static List<ShardRange> cut(Manifest.SplitCounts split, Path folder, int shards) {
    List<ShardRange> ranges = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      long from = Math.multiplyExact(split.examples(), (long) shard) / shards;
      long to = Math.multiplyExact(split.examples(), shard + 1L) / shards;
      ShardRange range = new ShardRange();
      long first = 0;
      for (Manifest.ExampleFile file : split.files()) {
        long next = first + file.examples();
        if (from < next && to > first) {
          range.rows.add(
              new Rows(
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

  /**
   * Reads the windows.
   *
   * @param vocabularySize V, which bounds their ids
   * @throws BadDataException if a file is damaged or has fewer windows
   */
  WindowShard read(Configuration hadoop, WindowConfig config, int vocabularySize)
      throws IOException {
    long windows = 0;
    for (Rows range : rows) {
      // Before memory is taken for what may not be there.
      reader(range, hadoop, config, vocabularySize).checkRows(range.to);
      windows += range.to - range.from;
    }
    if (windows * config.length() > MAX_IDS) {
      throw new ConfigurationException(
          String.format(
              Locale.ROOT,
              "expected shards of at most %d ids, found %d windows of %d; set train.shards higher",
              MAX_IDS,
              windows,
              config.length()));
    }
    WindowShard.Builder shard = new WindowShard.Builder(config, (int) windows);
    for (Rows range : rows) {
      reader(range, hadoop, config, vocabularySize).read(range.from, range.to, shard::add);
    }
    return shard.build();
  }

  private static WindowReader reader(
      Rows range, Configuration hadoop, WindowConfig config, int vocabularySize) {
    return new WindowReader(new Path(range.file), hadoop, config.length(), vocabularySize);
  }

  /** The rows {@code from} (inclusive) to {@code to} (exclusive) of a file. */
  private static final class Rows implements Serializable {

    private static final long serialVersionUID = 1L;

    final String file;
    final long from;
    final long to;

    Rows(String file, long from, long to) {
      this.file = file;
      this.from = from;
      this.to = to;
    }
  }
}
