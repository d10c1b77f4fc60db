package org.unroll.nn.dropout;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;

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
  private final float[] kept; // (T, B, H): what is left of h
  private final Matrix keptRows; // (T * B, H)
  private final float[] dKept; // (B, H)

  /**
   * Connections of one layer.
   *
   * @param probability p, of dropping a value, in [0, 1)
   */
  public RecurrentDropout(double probability, CellShape shape) {
    int size = probability == 0 ? 0 : shape.size();
    this.shape = shape;
    this.probability = probability;
    this.factors = new float[size];
    this.kept = new float[shape.timeSteps() * size];
    this.keptRows = Matrix.of(kept, kept.length / shape.units(), shape.units());
    this.dKept = new float[size];
  }

  /** Draws the mask of a batch. */
  public void draw(long seed) {
    DropoutMask.fill(factors, factors.length, probability, seed);
  }

  /**
   * What the products of a step read of {@code hidden}, (T + 1, B, H), in the same slot: {@code
   * hidden} itself where p is 0.
   */
  public float[] forward(int step, float[] hidden) {
    if (probability == 0) {
      return hidden;
    }
    int slot = step * shape.size();
    VectorMath.multiply(hidden, slot, factors, 0, kept, slot, shape.size());
    return kept;
  }

  /** What {@link #forward} returned for the steps of the batch. */
  public float[] read(float[] hidden) {
    return probability == 0 ? hidden : kept;
  }

  /** The same as rows, (T * B, H); {@code previous} are the rows of h itself. */
  public Matrix readRows(Matrix previous) {
    return probability == 0 ? previous : keptRows;
  }

  /** Where a step adds the gradient of what it read, (B, H): {@code dHidden} where p is 0. */
  public float[] beginBackward(float[] dHidden) {
    Arrays.fill(dKept, 0);
    return probability == 0 ? dHidden : dKept;
  }

  /** Adds to {@code dHidden}, (B, H), what reaches h through the mask. */
  public void endBackward(float[] dHidden) {
    if (probability > 0) {
      VectorMath.multiply(dKept, 0, factors, 0, dKept, 0, shape.size());
      VectorMath.axpy(1, dKept, 0, dHidden, 0, shape.size());
    }
  }
}
