package org.unroll.train;

/**
 * What a round measured.
 *
 * @param tokens predictions trained on
 * @param loss the mean of their negative log-probabilities, in nats
 * @param largestGradientNorm before clipping, over shards and mini-batches
 * @param learningRate of the round's first mini-batch
 * @param seconds from its start to the average
 * @param slowestShardSeconds of computing, in the slowest shard
 */
public record RoundCost(
    long tokens,
    double loss,
    double largestGradientNorm,
    double learningRate,
    double seconds,
    double slowestShardSeconds) {}
