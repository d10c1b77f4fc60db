package org.unroll.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Where a checkpoint comes from.
 *
 * @param dataFingerprint of the prepared data it was trained on
 * @param round rounds trained
 * @param epoch whole epochs trained
 * @param tokens predictions trained on
 * @param validationPerplexity of its parameters; absent if they were not validated
 */
public record Provenance(
    String dataFingerprint,
    int round,
    int epoch,
    long tokens,
    @Nullable Double validationPerplexity) {}
