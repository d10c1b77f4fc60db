package org.unroll.nn.forward;

import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;

/** The input's share of the first layer's pre-activations, from ids. */
sealed interface FirstLayerInput extends AutoCloseable {

  /** Writes the shares of {@code count} ids to {@code workspace.pre}, (count, G * H). */
  void apply(int[] ids, int count, ForwardWorkspace workspace);

  /**
   * Writes the shares of {@code count} vectors, (count, E).
   *
   * @throws UnsupportedOperationException if the layer reads one-hot vectors
   */
  void applyToVectors(float[] vectors, int count, ForwardWorkspace workspace);

  long bytes();

  @Override
  void close();

  /**
   * The product of the first layer's weights and the ids' vectors.
   *
   * @param linear (G * H, E)
   */
  record Embedded(TokenVectors vectors, PackedLinear linear) implements FirstLayerInput {

    @Override
    public void apply(int[] ids, int count, ForwardWorkspace workspace) {
      float[] rows = workspace.rows;
      int stride = workspace.width();
      for (int row = 0; row < count; row++) {
        vectors.copy(ids[row], rows, row * stride);
      }
      linear.apply(count, rows, 0, stride, workspace.pre, 0, linear.weights().outputs());
    }

    @Override
    public void applyToVectors(float[] source, int count, ForwardWorkspace workspace) {
      int outputs = linear.weights().outputs();
      linear.apply(count, source, 0, vectors.width(), workspace.pre, 0, outputs);
    }

    @Override
    public long bytes() {
      return vectors.bytes() + linear.bytes();
    }

    @Override
    public void close() {
      linear.close();
    }
  }

  /**
   * The columns of the first layer's weights, which is what their products with one-hot vectors
   * are.
   */
  final class OneHot implements FirstLayerInput {

    private final float[] columns; // (V, G * H)
    private final float[] bias; // (G * H)

    /**
     * Copies the columns of {@code weight}.
     *
     * @param weight (G * H, V)
     */
    OneHot(Matrix weight, float[] bias) {
      this.bias = bias;
      this.columns = new float[Math.multiplyExact(weight.rows(), weight.columns())];
      float[] row = new float[weight.columns()];
      for (int r = 0; r < weight.rows(); r++) {
        weight.get(r, 1, row, 0);
        for (int id = 0; id < row.length; id++) {
          columns[id * weight.rows() + r] = row[id];
        }
      }
    }

    @Override
    public void apply(int[] ids, int count, ForwardWorkspace workspace) {
      int width = bias.length;
      for (int row = 0; row < count; row++) {
        System.arraycopy(bias, 0, workspace.pre, row * width, width);
        VectorMath.axpy(1, columns, ids[row] * width, workspace.pre, row * width, width);
      }
    }

    @Override
    public void applyToVectors(float[] vectors, int count, ForwardWorkspace workspace) {
      throw new UnsupportedOperationException("expected an embedding, found one-hot vectors");
    }

    @Override
    public long bytes() {
      return (long) (columns.length + bias.length) * Float.BYTES;
    }

    @Override
    public void close() {}
  }
}
