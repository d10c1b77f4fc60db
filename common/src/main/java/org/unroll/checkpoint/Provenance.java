package org.unroll.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * The origin of a checkpoint.
 *
 * @param task the name of the task
 * @param dataFingerprint of the prepared data it was trained on
 * @param round rounds trained
 * @param epoch whole epochs trained
 * @param predictions predictions trained on
 * @param validation of its parameters; absent if they were not validated
 */
public record Provenance(
    String task,
    String dataFingerprint,
    int round,
    int epoch,
    long predictions,
    @Nullable Validation validation) {

  /**
   * A result on the validation split.
   *
   * @param metric the name of the objective, such as {@code perplexity}
   */
  public record Validation(String metric, double value) {}
}
