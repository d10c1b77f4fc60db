package org.unroll.nn;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/** A linear layer, {@code Y = X W^T + b}, with X (rows, I) and Y (rows, O). */
public final class Dense {

  private final LinearWeights weights; // (O, I) and (O)
  private final float[] bias; // (O)
  private final float[] dBias; // (O)
  private final float[] row; // (O)

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param name of the layer, as {@link #addTo} added it
   */
  public Dense(Parameters parameters, Gradient gradient, String name) {
    this.weights = LinearWeights.of(parameters, gradient, name + ".weight", name + ".bias");
    int outputs = weights.weight().rows();
    this.bias = new float[outputs];
    this.dBias = new float[outputs];
    this.row = new float[outputs];
  }

  /** Adds the tensors {@code name.weight}, (O, I), and {@code name.bias}, (O). */
  public static void addTo(TensorLayout.Builder layout, String name, int inputs, int outputs) {
    layout.add(name + ".weight", outputs, inputs).add(name + ".bias", outputs);
  }

  /**
   * Maps the first {@code rows} rows.
   *
   * @param x (R, I)
   * @param y (R, O)
   */
  public void forward(int rows, Matrix x, Matrix y) {
    weights.bias().get(0, bias);
    y.fillRows(rows, bias, 0);
    Gemm.multiplyTransposed(rows, x, weights.weight(), 1, y);
  }

  /**
   * Computes the backward pass of {@link #forward}: {@code dX = dY W}, {@code dW = dY^T X} and
   * {@code db}, the sum of the rows of dY. Writes the gradients of the weights.
   *
   * @param x as forward had it
   * @param dy (R, O)
   * @param dx (R, I)
   */
  public void backward(int rows, Matrix x, Matrix dy, Matrix dx) {
    Arrays.fill(dBias, 0);
    for (int r = 0; r < rows; r++) {
      dy.get(r, 1, row, 0);
      VectorMath.axpy(1, row, 0, dBias, 0, row.length);
    }
    weights.dBias().put(0, dBias);
    Gemm.transposedMultiply(rows, dy, x, 0, weights.dWeight());
    Gemm.multiply(rows, dy, weights.weight(), 0, dx);
  }
}
