package org.unroll.nn.dropout;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.cell.StateVector;
import org.unroll.nn.cell.StepBuffers;

/**
 * Dropout on the recurrent connections of a layer: values of h that do not reach the products of
 * the next step. What is dropped stays so in all time steps of a batch, for a mask of its own in
 * each step would leave nothing of a long memory (Gal and Ghahramani 2016, "A theoretically
 * grounded application of dropout in recurrent neural networks"). Where a cell takes h past its
 * products, as a gated recurrent unit does, it takes all of it.
 */
public final class RecurrentDropout {

  private final CellShape shape;
  private final double probability;
  private final float[] factors; // (B, H)
  private final float[] masked; // (T, B, H): h times the mask
  private final Matrix maskedRows; // (T * B, H)
  private final float[] dMasked; // (B, H)

  /**
   * Allocates the masks of one layer.
   *
   * @param probability p, of dropping a value, in [0, 1)
   */
  public RecurrentDropout(double probability, CellShape shape) {
    int size = probability == 0 ? 0 : shape.size();
    this.shape = shape;
    this.probability = probability;
    this.factors = new float[size];
    this.masked = new float[shape.timeSteps() * size];
    this.maskedRows = Matrix.of(masked, masked.length / shape.units(), shape.units());
    this.dMasked = new float[size];
  }

  /** Draws the mask of a batch, and makes the recurrent products read h through it. */
  public void begin(StepBuffers buffers, long seed) {
    if (probability == 0) {
      buffers.readHidden();
    } else {
      DropoutMask.fill(factors, factors.length, probability, seed);
      buffers.readRecurrent(masked, dMasked);
    }
  }

  /** Applies the mask to the h that a step begins with. */
  public void forward(int step, StateVector hidden) {
    if (probability > 0) {
      int slot = step * shape.size();
      VectorMath.multiply(hidden.values(), slot, factors, 0, masked, slot, shape.size());
    }
  }

  /**
   * The input of the recurrent products of all steps, (T * B, H), where {@code previous} has the
   * rows of h.
   */
  public Matrix rows(Matrix previous) {
    return probability == 0 ? previous : maskedRows;
  }

  /** Zeroes the gradient of what a step read, to which the step adds. */
  public void beginBackward() {
    Arrays.fill(dMasked, 0);
  }

  /** Adds what reaches h through the mask to the gradient of {@code hidden}. */
  public void endBackward(StateVector hidden) {
    if (probability > 0) {
      VectorMath.multiply(dMasked, 0, factors, 0, dMasked, 0, shape.size());
      VectorMath.axpy(1, dMasked, 0, hidden.gradient(), 0, shape.size());
    }
  }
}
