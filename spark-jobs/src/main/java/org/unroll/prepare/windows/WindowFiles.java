package org.unroll.prepare.windows;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.jspecify.annotations.Nullable;
import org.unroll.data.WindowWriter;
import org.unroll.dataset.Split;
import org.unroll.dataset.WindowConfig;
import org.unroll.dataset.Windows;
import org.unroll.output.JobContext;
import org.unroll.prepare.tokens.PackedIds;
import scala.Tuple2;

/** The files of windows that tasks cut from sorted pieces, one for each partition. */
public final class WindowFiles {

  private WindowFiles() {}

  /** A file that a task wrote. */
  static final class Written implements Serializable {

    private static final long serialVersionUID = 1L;

    final Split split;
    final String attempt;
    final long windows;

    Written(Split split, String attempt, long windows) {
      this.split = split;
      this.attempt = attempt;
      this.windows = windows;
    }
  }

  /**
   * Writes the windows; returns the files in the order of the partitions.
   *
   * @param pieces sorted pieces; a partition has pieces of one split
   * @param blockTokens tokens from the start of one block of a sequence to the start of the next;
   *     windows that begin later belong to the next block
   */
  static List<Written> write(
      JavaPairRDD<PieceKey, PackedIds> pieces,
      WindowConfig config,
      long blockTokens,
      Path folder,
      JobContext job) {
    String attempts = folder.toString();
    Broadcast<SerializableConfiguration> hadoop = job.broadcastHadoop();
    return pieces
        .mapPartitions(
            partition ->
                writePartition(partition, config, blockTokens, attempts, hadoop.value().value()))
        .collect();
  }

  private static Iterator<Written> writePartition(
      Iterator<Tuple2<PieceKey, PackedIds>> pieces,
      WindowConfig config,
      long blockTokens,
      String attempts,
      Configuration hadoop)
      throws IOException {
    if (!pieces.hasNext()) {
      return List.<Written>of().iterator();
    }
    TaskContext task = TaskContext.get();
    String attempt =
        String.format(
            Locale.ROOT, "part-%05d-%d.parquet", task.partitionId(), task.taskAttemptId());
    Blocks blocks = new Blocks(pieces);
    long[] windows = new long[1];
    try (WindowWriter writer = new WindowWriter(new Path(attempts, attempt), hadoop)) {
      while (blocks.next()) {
        PieceKey key = blocks.key();
        Windows.cut(
            blocks.ids,
            blocks.count,
            config,
            (position, window) -> {
              if (position < blockTokens) {
                write(writer, key.sequence, key.block + position, window);
                windows[0]++;
              }
            });
      }
    }
    Split split = blocks.key().split;
    return List.of(new Written(split, attempt, windows[0])).iterator();
  }

  private static void write(WindowWriter writer, long article, long position, int[] window) {
    try {
      writer.write(article, position, window);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** An iterator over blocks that joins the pieces of each. */
  private static final class Blocks {

    private final Iterator<Tuple2<PieceKey, PackedIds>> pieces;
    private @Nullable Tuple2<PieceKey, PackedIds> ahead;
    private @Nullable PieceKey key;
    private int[] ids = new int[1 << 12];
    private int count;

    Blocks(Iterator<Tuple2<PieceKey, PackedIds>> pieces) {
      this.pieces = pieces;
      this.ahead = pieces.next();
    }

    /** Moves to the next block, if there is one. */
    boolean next() {
      Tuple2<PieceKey, PackedIds> piece = ahead;
      if (piece == null) {
        return false;
      }
      key = piece._1();
      count = 0;
      while (piece != null && PieceKey.BLOCKS.compare(piece._1(), key) == 0) {
        append(piece._2());
        piece = pieces.hasNext() ? pieces.next() : null;
      }
      ahead = piece;
      return true;
    }

    PieceKey key() {
      return java.util.Objects.requireNonNull(key);
    }

    private void append(PackedIds piece) {
      if (count + piece.count() > ids.length) {
        ids = Arrays.copyOf(ids, Math.max(ids.length * 2, count + piece.count()));
      }
      piece.unpack(ids, count);
      count += piece.count();
    }
  }
}
