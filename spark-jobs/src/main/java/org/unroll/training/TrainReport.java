package org.unroll.training;

import org.jspecify.annotations.Nullable;

/**
 * What a training did.
 *
 * @param rounds since the beginning, resumed ones included
 * @param epochs whole ones
 * @param shards K
 * @param tokens predictions trained on
 * @param tokensPerSecond in this invocation, validation and checkpoints included; 0 if it trained
 *     nothing
 * @param validationPerplexity the lowest, if the data has a validation split
 * @param checkpoint the folder to use
 * @param parameters of the model
 * @param upToDate whether there was nothing left to train
 */
public record TrainReport(
    int rounds,
    int epochs,
    int shards,
    long tokens,
    double tokensPerSecond,
    @Nullable Double validationPerplexity,
    String checkpoint,
    int parameters,
    boolean upToDate) {}
