package org.unroll.train.round;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.unroll.train.exchange.UpdatePrecision;
import org.unroll.train.exchange.ValueBlock;
import org.unroll.train.exchange.WeightedMean;

/**
 * The combined result of a round.
 *
 * @param parameters the mean of the shards', weighted by their predictions
 * @param optimizerState likewise, blocks the size of the parameters
 * @param metrics of the shards, in their order
 */
public record RoundResult(
    float[] parameters, float[][] optimizerState, List<ShardMetrics> metrics) {

  /**
   * Averages the results of all shards.
   *
   * @param results in the order of the shards
   * @param input what all of them started from
   * @param precision of the returned parameters
   */
  public static RoundResult of(
      List<ShardResult> results, RoundInput input, UpdatePrecision precision) {
    List<ShardMetrics> metrics = new ArrayList<>();
    List<ValueBlock[]> blocks = new ArrayList<>();
    for (ShardResult result : results) {
      metrics.add(result.metrics());
      blocks.add(result.blocks());
    }
    long[] weights = metrics.stream().mapToLong(ShardMetrics::predictions).toArray();
    return ofMeans(WeightedMean.of(blocks, weights), input, precision, metrics);
  }

  /**
   * Puts together the means of all slices.
   *
   * @param means in the order of their places
   * @param input what all shards started from
   * @param precision of the returned parameters
   */
  public static RoundResult ofSlices(
      List<SliceMean> means, RoundInput input, UpdatePrecision precision) {
    List<ShardMetrics> metrics = new ArrayList<>();
    means.forEach(mean -> metrics.addAll(mean.metrics()));
    return ofMeans(SliceMean.join(means), input, precision, metrics);
  }

  private static RoundResult ofMeans(
      float[][] means, RoundInput input, UpdatePrecision precision, List<ShardMetrics> metrics) {
    return new RoundResult(
        precision.decode(input.parameters(), means[0]),
        Arrays.copyOfRange(means, 1, means.length),
        metrics);
  }

  /** The predictions trained on. */
  public long predictions() {
    return metrics.stream().mapToLong(ShardMetrics::predictions).sum();
  }

  /** The sum of their losses, in nats, in the order of the shards. */
  public double loss() {
    double loss = 0;
    for (ShardMetrics shard : metrics) {
      loss += shard.loss();
    }
    return loss;
  }
}
