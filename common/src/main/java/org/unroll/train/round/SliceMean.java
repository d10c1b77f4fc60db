package org.unroll.train.round;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.unroll.train.exchange.Float32Block;
import org.unroll.train.exchange.ValueBlock;
import org.unroll.train.exchange.WeightedMean;

/** The weighted mean of the same slice of all shards, with their metrics. */
public final class SliceMean implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Float32Block[] blocks;
  private final List<ShardMetrics> metrics;

  private SliceMean(Float32Block[] blocks, List<ShardMetrics> metrics) {
    this.blocks = blocks;
    this.metrics = metrics;
  }

  /**
   * Averages a slice.
   *
   * <p>Summed in the order of the shards, whatever the order in which the slices come: to the bit
   * what {@link RoundResult#of} gives for this part.
   */
  public static SliceMean of(List<Slice> ofAllShards) {
    List<Slice> ordered = new ArrayList<>(ofAllShards);
    ordered.sort(Comparator.comparingInt(Slice::shard));
    List<ShardMetrics> metrics = new ArrayList<>();
    List<ValueBlock[]> parts = new ArrayList<>();
    for (Slice slice : ordered) {
      metrics.addAll(slice.metrics());
      parts.add(slice.blocks());
    }
    long[] weights = ordered.stream().mapToLong(Slice::predictions).toArray();
    return new SliceMean(Float32Block.of(WeightedMean.of(parts, weights)), metrics);
  }

  /** Puts the means of all slices together, which are in the order of their places. */
  static float[][] join(List<SliceMean> means) {
    int size = means.stream().mapToInt(mean -> mean.blocks[0].size()).sum();
    float[][] blocks = new float[means.get(0).blocks.length][size];
    int offset = 0;
    for (SliceMean mean : means) {
      for (int block = 0; block < blocks.length; block++) {
        float[] values = mean.blocks[block].values();
        System.arraycopy(values, 0, blocks[block], offset, values.length);
      }
      offset += mean.blocks[0].size();
    }
    return blocks;
  }

  List<ShardMetrics> metrics() {
    return metrics;
  }
}
