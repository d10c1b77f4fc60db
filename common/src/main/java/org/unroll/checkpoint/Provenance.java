package org.unroll.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param start the model whose parameters the run started from; null, and left out of the file, if
 *     they were drawn
 */
public record Provenance(
    String task,
    String dataFingerprint,
    int round,
    int epoch,
    long predictions,
    @Nullable Validation validation,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Start start) {

  /**
   * The model that a run started from.
   *
   * @param model the path of its checkpoint
   * @param sha256 of its parameters' file
   */
  public record Start(String model, String sha256) {}

  /** The origin of a checkpoint of a run that started from drawn parameters. */
  public Provenance(
      String task,
      String dataFingerprint,
      int round,
      int epoch,
      long predictions,
      @Nullable Validation validation) {
    this(task, dataFingerprint, round, epoch, predictions, validation, null);
  }

  /**
   * A result on the validation split.
   *
   * @param metric the name of the objective, such as {@code perplexity}
   */
  public record Validation(String metric, double value) {}
}
