package org.unroll.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a round comes to.
 *
 * @param parameters the token-weighted mean of the shards'
 * @param optimizerState likewise, blocks the size of the parameters
 * @param reports of the shards, in their order
 */
public record RoundResult(float[] parameters, float[][] optimizerState, List<ShardReport> reports) {

  /** Averages the results of all shards, which are in the order of the shards. */
  public static RoundResult of(List<LocalResult> results) {
    List<ShardReport> reports = new ArrayList<>();
    List<float[][]> blocks = new ArrayList<>();
    for (LocalResult result : results) {
      reports.add(result.report());
      blocks.add(result.blocks());
    }
    long[] weights = reports.stream().mapToLong(ShardReport::tokens).toArray();
    return ofBlocks(WeightedMean.of(blocks, weights), reports);
  }

  /** Puts together the means of all slices, which are in the order of their places. */
  public static RoundResult ofSlices(List<Slice> means) {
    List<ShardReport> reports = new ArrayList<>();
    means.forEach(mean -> reports.addAll(mean.reports()));
    return ofBlocks(Slice.join(means), reports);
  }

  private static RoundResult ofBlocks(float[][] blocks, List<ShardReport> reports) {
    return new RoundResult(blocks[0], Arrays.copyOfRange(blocks, 1, blocks.length), reports);
  }

  /** The predictions trained on. */
  public long tokens() {
    return reports.stream().mapToLong(ShardReport::tokens).sum();
  }

  /** The sum of their negative log-probabilities, in nats, in the order of the shards. */
  public double loss() {
    double loss = 0;
    for (ShardReport report : reports) {
      loss += report.loss();
    }
    return loss;
  }
}
