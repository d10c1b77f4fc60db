package org.unroll.train.round;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.unroll.train.exchange.ValueBlock;

/**
 * A part of what a shard returns from a round: the values of every block from one bound to the
 * next. Slice s of all shards can be averaged apart from the others, so that nobody needs to hold
 * the parameters of more than a few shards at a time.
 */
public final class Slice implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int shard;
  private final long predictions;
  private final ValueBlock[] blocks;
  private final List<ShardMetrics> metrics;

  private Slice(int shard, long predictions, ValueBlock[] blocks, List<ShardMetrics> metrics) {
    this.shard = shard;
    this.predictions = predictions;
    this.blocks = blocks;
    this.metrics = metrics;
  }

  /**
   * Cuts a shard's result into slices of almost the same size; the first one carries its metrics.
   */
  public static List<Slice> cut(int shard, ShardResult result, int slices) {
    List<Slice> cut = new ArrayList<>();
    int size = result.blocks()[0].size();
    for (int slice = 0; slice < slices; slice++) {
      int from = (int) ((long) size * slice / slices);
      int to = (int) ((long) size * (slice + 1) / slices);
      ValueBlock[] parts = new ValueBlock[result.blocks().length];
      for (int block = 0; block < parts.length; block++) {
        parts[block] = result.blocks()[block].part(from, to);
      }
      List<ShardMetrics> metrics = new ArrayList<>();
      if (slice == 0) {
        metrics.add(result.metrics());
      }
      cut.add(new Slice(shard, result.metrics().predictions(), parts, metrics));
    }
    return cut;
  }

  int shard() {
    return shard;
  }

  /** The predictions that the shard trained on: its weight in the average. */
  long predictions() {
    return predictions;
  }

  ValueBlock[] blocks() {
    return blocks;
  }

  /** The metrics of the shard in its first slice, otherwise none. */
  List<ShardMetrics> metrics() {
    return metrics;
  }
}
