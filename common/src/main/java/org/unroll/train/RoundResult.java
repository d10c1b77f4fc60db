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

  /**
   * Averages the results of all shards.
   *
   * @param results in the order of the shards
   * @param start what all of them started from
   * @param deltas how they return what became of it
   */
  public static RoundResult of(List<LocalResult> results, WorkerStart start, DeltaFormat deltas) {
    List<ShardReport> reports = new ArrayList<>();
    List<Block[]> blocks = new ArrayList<>();
    for (LocalResult result : results) {
      reports.add(result.report());
      blocks.add(result.blocks());
    }
    long[] weights = reports.stream().mapToLong(ShardReport::tokens).toArray();
    return ofMeans(WeightedMean.of(blocks, weights), start, deltas, reports);
  }

  /**
   * Puts together the means of all slices.
   *
   * @param means in the order of their places
   * @param start what all shards started from
   * @param deltas how they return what became of it
   */
  public static RoundResult ofSlices(List<SliceMean> means, WorkerStart start, DeltaFormat deltas) {
    List<ShardReport> reports = new ArrayList<>();
    means.forEach(mean -> reports.addAll(mean.reports()));
    return ofMeans(SliceMean.join(means), start, deltas, reports);
  }

  private static RoundResult ofMeans(
      float[][] means, WorkerStart start, DeltaFormat deltas, List<ShardReport> reports) {
    return new RoundResult(
        deltas.parameters(start.parameters(), means[0]),
        Arrays.copyOfRange(means, 1, means.length),
        reports);
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
