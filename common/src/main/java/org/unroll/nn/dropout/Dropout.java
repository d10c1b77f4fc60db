package org.unroll.nn.dropout;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;

/**
 * Dropout on the connections between two layers (Zaremba et al. 2014, "Recurrent neural network
 * regularization": not on the recurrent ones, which have {@link RecurrentDropout}).
 */
public final class Dropout implements AutoCloseable {

  private final double probability;
  private final OffHeapFloats memory;
  private final Matrix dropped; // (T * B, W)
  private final float[] factors; // (T * B, W), or (B, W) where all time steps share them
  private final float[] row; // (W)
  private int filledRows; // of dropped that may differ from zero

  /**
   * Allocates the masks of T * B vectors of W values.
   *
   * @param probability p, of dropping a connection, in [0, 1)
   * @param timeSteps T
   * @param batchSize B
   * @param width W
   */
  public Dropout(
      DropoutConfig.Kind kind, double probability, int timeSteps, int batchSize, int width) {
    int rows = probability == 0 ? 0 : timeSteps * batchSize;
    int ownRows =
        switch (kind) {
          case PLAIN -> rows;
          case VARIATIONAL -> Math.min(rows, batchSize);
        };
    this.probability = probability;
    this.memory = new OffHeapFloats(Math.multiplyExact(rows, width));
    this.dropped = Matrix.of(memory.buffer(), rows, width);
    this.factors = new float[ownRows * width];
    this.row = new float[width];
  }

  /**
   * Draws a new mask and applies it.
   *
   * @param rows the number of first rows that take part; the others are zero
   * @param x (T * B, W)
   * @return x times the mask in memory of its own, or x itself where p is 0
   */
  public Matrix forward(int rows, Matrix x, long seed) {
    if (probability == 0) {
      return x;
    }
    DropoutMask.fill(factors, Math.min(factors.length, rows * row.length), probability, seed);
    apply(rows, x, dropped);
    for (int r = rows; r < filledRows; r++) {
      dropped.clearRow(r);
    }
    filledRows = rows;
    return dropped;
  }

  /**
   * Applies the mask of {@link #forward} to the gradient {@code dx}, (T * B, W), in place.
   *
   * @param rows as {@link #forward} had it
   */
  public void backward(int rows, Matrix dx) {
    if (probability > 0) {
      apply(rows, dx, dx);
    }
  }

  private void apply(int rows, Matrix from, Matrix to) {
    for (int r = 0; r < rows; r++) {
      from.get(r, 1, row, 0);
      int own = r * row.length % factors.length; // row r is of stream r mod B
      VectorMath.multiply(row, 0, factors, own, row, 0, row.length);
      to.put(r, 1, row, 0);
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
