package org.unroll.data;

import java.io.IOException;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.unroll.dataset.WindowConfig;
import org.unroll.errors.BadDataException;
import org.unroll.errors.ConfigurationException;
import org.unroll.task.language.WindowShard;

/** Reads the windows of shards. */
final class WindowShards {

  /** They lie in one array. */
  private static final int MAX_IDS = Integer.MAX_VALUE - 8;

  private WindowShards() {}

  /**
   * Reads the windows of a range.
   *
   * @param vocabularySize V, which bounds their ids
   * @throws BadDataException if a file is damaged or has fewer windows
   */
  static WindowShard read(
      ShardRange range, Configuration hadoop, WindowConfig config, int vocabularySize)
      throws IOException {
    long windows = 0;
    for (FileRange rows : range.files()) {
      // Before memory is taken for what may not be there.
      reader(rows, hadoop, config, vocabularySize).checkRows(rows.to());
      windows += rows.size();
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
    for (FileRange rows : range.files()) {
      reader(rows, hadoop, config, vocabularySize).read(rows.from(), rows.to(), shard::add);
    }
    return shard.build();
  }

  private static WindowReader reader(
      FileRange rows, Configuration hadoop, WindowConfig config, int vocabularySize) {
    return new WindowReader(new Path(rows.file()), hadoop, config.length(), vocabularySize);
  }
}
