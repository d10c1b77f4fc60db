package org.unroll.train.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.exchange.ValueBlock;
import org.unroll.train.exchange.WeightedMean;

/**
 * What a round comes to.
 *
 * @param parameters the token-weighted mean of the shards'
 * @param optimizerState likewise, blocks the size of the parameters
 * @param reports of the shards, in their order
 */
public record RoundResult(
    float[] parameters, float[][] optimizerState, List<ShardMetrics> reports) {

  /**
   * Averages the results of all shards.
   *
   * @param results in the order of the shards
   * @param start what all of them started from
   * @param updatePrecision how they return what became of it
   */
  public static RoundResult of(
      List<ShardResult> results, RoundInput start, UpdatePrecision updatePrecision) {
    List<ShardMetrics> reports = new ArrayList<>();
    List<ValueBlock[]> blocks = new ArrayList<>();
    for (ShardResult result : results) {
      reports.add(result.report());
      blocks.add(result.blocks());
    }
    long[] weights = reports.stream().mapToLong(ShardMetrics::tokens).toArray();
    return ofMeans(WeightedMean.of(blocks, weights), start, updatePrecision, reports);
  }

  /**
   * Puts together the means of all slices.
   *
   * @param means in the order of their places
   * @param start what all shards started from
   * @param updatePrecision how they return what became of it
   */
  public static RoundResult ofSlices(
      List<SliceMean> means, RoundInput start, UpdatePrecision updatePrecision) {
    List<ShardMetrics> reports = new ArrayList<>();
    means.forEach(mean -> reports.addAll(mean.reports()));
    return ofMeans(SliceMean.join(means), start, updatePrecision, reports);
  }

  private static RoundResult ofMeans(
      float[][] means,
      RoundInput start,
      UpdatePrecision updatePrecision,
      List<ShardMetrics> reports) {
    return new RoundResult(
        updatePrecision.parameters(start.parameters(), means[0]),
        Arrays.copyOfRange(means, 1, means.length),
        reports);
  }

  /** The predictions trained on. */
  public long tokens() {
    return reports.stream().mapToLong(ShardMetrics::tokens).sum();
  }

  /** The sum of their negative log-probabilities, in nats, in the order of the shards. */
  public double loss() {
    double loss = 0;
    for (ShardMetrics report : reports) {
      loss += report.loss();
    }
    return loss;
  }
}
