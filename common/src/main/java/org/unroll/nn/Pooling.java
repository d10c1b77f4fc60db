package org.unroll.nn;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;

/**
 * The reduction of the outputs of all steps of a sequence to one vector. An empty sequence gives
 * zeros.
 */
public final class Pooling {

  /** The ways to reduce. */
  public enum Kind {
    /** The output at the end of each direction: at the last step, and at the first in reverse. */
    LAST,
    /** The mean over the steps. */
    MEAN,
    /** The largest value over the steps, for each unit on its own. */
    MAX
  }

  private final Kind kind;
  private final int batchSize;
  private final int width;
  private final int forwardWidth;
  private final float[] row; // (W)
  private final float[] sum; // (W)
  private final int[] steps; // (B, W): where the largest values were

  /**
   * A reduction.
   *
   * @param network whose outputs are reduced
   * @param batchSize B
   */
  public Pooling(Kind kind, RecurrentConfig network, int batchSize) {
    this.kind = kind;
    this.batchSize = batchSize;
    this.width = network.outputSize();
    this.forwardWidth = network.stack().hiddenSize();
    this.row = new float[width];
    this.sum = new float[width];
    this.steps = new int[batchSize * width];
  }

  /**
   * Reduces the outputs of a batch.
   *
   * @param output (T * B, W)
   * @param lengths (B)
   * @param pooled (B, W)
   */
  public void forward(Matrix output, int[] lengths, Matrix pooled) {
    for (int b = 0; b < batchSize; b++) {
      Arrays.fill(sum, 0);
      if (lengths[b] > 0) {
        switch (kind) {
          case LAST -> last(output, b, lengths[b]);
          case MEAN -> mean(output, b, lengths[b]);
          case MAX -> max(output, b, lengths[b]);
        }
      }
      pooled.put(b, 1, sum, 0);
    }
  }

  private void last(Matrix output, int b, int length) {
    int end = (length - 1) * batchSize + b;
    output.getPart(end, 0, forwardWidth, sum, 0);
    output.getPart(b, forwardWidth, width - forwardWidth, sum, forwardWidth);
  }

  private void mean(Matrix output, int b, int length) {
    for (int t = 0; t < length; t++) {
      output.get(t * batchSize + b, 1, row, 0);
      VectorMath.axpy(1, row, 0, sum, 0, width);
    }
    VectorMath.clip(1.0f / length, Float.POSITIVE_INFINITY, sum, 0, width);
  }

  private void max(Matrix output, int b, int length) {
    Arrays.fill(sum, Float.NEGATIVE_INFINITY);
    for (int t = 0; t < length; t++) {
      output.get(t * batchSize + b, 1, row, 0);
      for (int j = 0; j < width; j++) {
        if (row[j] > sum[j]) {
          sum[j] = row[j];
          steps[b * width + j] = t;
        }
      }
    }
  }

  /**
   * Computes the backward pass of {@link #forward}.
   *
   * @param dPooled (B, W)
   * @param lengths as forward had them
   * @param dOutput (T * B, W), of which the first rows are written, as far as the longest sequence
   *     reaches
   */
  public void backward(Matrix dPooled, int[] lengths, Matrix dOutput) {
    int longest = Arrays.stream(lengths).max().orElse(0);
    for (int r = 0; r < longest * batchSize; r++) {
      dOutput.clearRow(r);
    }
    for (int b = 0; b < batchSize; b++) {
      if (lengths[b] > 0) {
        dPooled.get(b, 1, sum, 0);
        switch (kind) {
          case LAST -> {
            int end = (lengths[b] - 1) * batchSize + b;
            dOutput.putPart(end, 0, forwardWidth, sum, 0);
            dOutput.putPart(b, forwardWidth, width - forwardWidth, sum, forwardWidth);
          }
          case MEAN -> {
            VectorMath.clip(1.0f / lengths[b], Float.POSITIVE_INFINITY, sum, 0, width);
            for (int t = 0; t < lengths[b]; t++) {
              dOutput.put(t * batchSize + b, 1, sum, 0);
            }
          }
          case MAX -> {
            for (int j = 0; j < width; j++) {
              dOutput.putPart(steps[b * width + j] * batchSize + b, j, 1, sum, j);
            }
          }
        }
      }
    }
  }
}
