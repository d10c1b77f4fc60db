package org.unroll.benchmarks.pytorch;

import java.util.Arrays;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Tensors of sequences of unlike lengths, time first. */
public final class TorchSequences {

  private TorchSequences() {}

  /** Returns ids as a tensor {@code (T, B)}. */
  public static Tensor ids(int[] ids, int timeSteps, int batchSize) {
    return AbstractTensor.create(
            Arrays.stream(ids).limit((long) timeSteps * batchSize).asLongStream().toArray())
        .view(timeSteps, batchSize);
  }

  /** Returns indices as a tensor {@code (N)}. */
  public static Tensor indices(int... indices) {
    return AbstractTensor.create(Arrays.stream(indices).asLongStream().toArray());
  }

  /** Returns the largest of some lengths. */
  public static int longest(int[] lengths) {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** Returns whether each step is past the end of its sequence, {@code (T, B)}. */
  public static Tensor past(int[] lengths, int timeSteps) {
    float[] values = new float[timeSteps * lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      for (int step = lengths[b]; step < timeSteps; step++) {
        values[step * lengths.length + b] = 1;
      }
    }
    return AbstractTensor.create(values).view(timeSteps, lengths.length).gt(new Scalar(0.5));
  }

  /**
   * Returns the output of each direction at its end: at the last step, and at the first in reverse.
   *
   * @param output {@code (T, B, W)}
   * @param units of one direction
   */
  public static Tensor last(Tensor output, int[] lengths, int units) {
    int[] ends = new int[lengths.length];
    Arrays.setAll(ends, b -> (lengths[b] - 1) * lengths.length + b);
    Tensor forward =
        output.reshape(-1, output.size(2)).index_select(0, indices(ends)).narrow(1, 0, units);
    return units == output.size(2)
        ? forward
        : torch.cat(
            new TensorVector(forward, output.select(0, 0).narrow(1, units, output.size(2) - units)),
            1);
  }

  /** Returns the mean over the steps of each sequence; {@code output} is zero past the ends. */
  public static Tensor mean(Tensor output, int[] lengths) {
    float[] factors = new float[lengths.length];
    for (int b = 0; b < lengths.length; b++) {
      factors[b] = 1.0f / lengths[b];
    }
    return output.sum(0).mul(AbstractTensor.create(factors).unsqueeze(1));
  }

  /** Returns the largest value over the steps of each sequence, for each unit on its own. */
  public static Tensor max(Tensor output, int[] lengths) {
    Tensor past = past(lengths, (int) output.size(0)).unsqueeze(2);
    return output.masked_fill(past, new Scalar(Double.NEGATIVE_INFINITY)).max(0).get0();
  }
}
