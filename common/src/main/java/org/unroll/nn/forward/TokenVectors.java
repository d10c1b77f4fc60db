package org.unroll.nn.forward;

import org.unroll.math.Matrix;
import org.unroll.math.SharedWeights;

/** The vectors that ids stand for, (V, E). */
public sealed interface TokenVectors {

  /** E. */
  int width();

  /** Copies the vector of {@code id} to {@code target}. */
  void copy(int id, float[] target, int offset);

  /** The bytes that they take besides the weights of other layers. */
  long bytes();

  /** The rows of an embedding. */
  final class Table implements TokenVectors {

    private final float[] table; // (V, E)
    private final int width;

    /** Copies the rows of {@code embedding}, (V, E). */
    public Table(Matrix embedding) {
      width = embedding.columns();
      table = new float[Math.multiplyExact(embedding.rows(), width)];
      embedding.get(0, embedding.rows(), table, 0);
    }

    @Override
    public int width() {
      return width;
    }

    @Override
    public void copy(int id, float[] target, int offset) {
      System.arraycopy(table, id * width, target, offset, width);
    }

    @Override
    public long bytes() {
      return (long) table.length * Float.BYTES;
    }
  }

  /**
   * The rows of the weights that an output layer shares with the input, and closes.
   *
   * @param weights (V, E)
   */
  record Tied(SharedWeights weights) implements TokenVectors {

    @Override
    public int width() {
      return weights.inputs();
    }

    @Override
    public void copy(int id, float[] target, int offset) {
      weights.copyRow(id, target, offset);
    }

    @Override
    public long bytes() {
      return 0;
    }
  }
}
