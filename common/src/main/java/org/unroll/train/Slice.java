package org.unroll.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A part of what a shard returns from a round: the values of every block from one bound to the
 * next. Slice s of all shards can be averaged apart from the others, so that nobody needs to hold
 * the parameters of more than a few shards at a time.
 */
public final class Slice implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int shard;
  private final long tokens;
  private final FloatBlocks blocks;
  private final List<ShardReport> reports;

  private Slice(int shard, long tokens, float[][] blocks, List<ShardReport> reports) {
    this.shard = shard;
    this.tokens = tokens;
    this.blocks = new FloatBlocks(blocks);
    this.reports = reports;
  }

  /** Cuts a shard's result into slices of almost the same size; the first one has its report. */
  public static List<Slice> cut(int shard, LocalResult result, int slices) {
    List<Slice> cut = new ArrayList<>();
    int size = result.blocks()[0].length;
    for (int slice = 0; slice < slices; slice++) {
      int from = (int) ((long) size * slice / slices);
      int to = (int) ((long) size * (slice + 1) / slices);
      float[][] parts = new float[result.blocks().length][];
      for (int block = 0; block < parts.length; block++) {
        parts[block] = Arrays.copyOfRange(result.blocks()[block], from, to);
      }
      List<ShardReport> reports = new ArrayList<>();
      if (slice == 0) {
        reports.add(result.report());
      }
      cut.add(new Slice(shard, result.report().tokens(), parts, reports));
    }
    return cut;
  }

  /**
   * The token-weighted mean of the same slice of all shards, with their reports.
   *
   * <p>Summed in the order of the shards, whatever the order in which the slices come: to the bit
   * what {@link RoundResult#of} gives for this part.
   */
  public static Slice mean(List<Slice> ofAllShards) {
    List<Slice> ordered = new ArrayList<>(ofAllShards);
    ordered.sort(Comparator.comparingInt(slice -> slice.shard));
    List<ShardReport> reports = new ArrayList<>();
    List<float[][]> parts = new ArrayList<>();
    long[] weights = new long[ordered.size()];
    for (int i = 0; i < weights.length; i++) {
      reports.addAll(ordered.get(i).reports);
      parts.add(ordered.get(i).blocks());
      weights[i] = ordered.get(i).tokens;
    }
    return new Slice(0, Arrays.stream(weights).sum(), WeightedMean.of(parts, weights), reports);
  }

  /** Puts the means of all slices together, which are in the order of their places. */
  static float[][] join(List<Slice> means) {
    int size = means.stream().mapToInt(slice -> slice.blocks()[0].length).sum();
    float[][] blocks = new float[means.get(0).blocks().length][size];
    int at = 0;
    for (Slice mean : means) {
      for (int block = 0; block < blocks.length; block++) {
        System.arraycopy(mean.blocks()[block], 0, blocks[block], at, mean.blocks()[block].length);
      }
      at += mean.blocks()[0].length;
    }
    return blocks;
  }

  private float[][] blocks() {
    return blocks.blocks();
  }

  List<ShardReport> reports() {
    return reports;
  }
}
