package org.unroll.benchmarks.pytorch;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Dropout of the values between two layers in training.
 *
 * @param probability of dropping a value
 * @param mask whether all time steps of a batch drop the same values
 */
public record TorchDropout(double probability, Mask mask) {

  /** Nothing is dropped. */
  public static final TorchDropout NONE = new TorchDropout(0, Mask.EACH_STEP);

  /** The masks of the time steps. */
  public enum Mask {
    /** Each step has a mask of its own. */
    EACH_STEP,
    /** All steps share a mask. */
    SHARED
  }

  /**
   * Draws the masks of steps that are taken one by one.
   *
   * @return drops some of the values of a step, {@code (B, width)}
   */
  public UnaryOperator<Tensor> steps(int batchSize, int width) {
    if (probability == 0) {
      return values -> values;
    }
    return switch (mask) {
      case EACH_STEP -> values -> torch.dropout(values, probability, true);
      case SHARED -> torch.dropout(torch.ones(batchSize, width), probability, true)::mul;
    };
  }

  /** Drops some of the values of all time steps, {@code (T, B, W)}. */
  public Tensor apply(Tensor values) {
    if (probability == 0) {
      return values;
    }
    return switch (mask) {
      case EACH_STEP -> torch.dropout(values, probability, true);
      case SHARED ->
          values.mul(
              torch.dropout(torch.ones(1, values.size(1), values.size(2)), probability, true));
    };
  }
}
