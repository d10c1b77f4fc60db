package org.unroll.nn.cell;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * The simple recurrent cell (Elman 1990): {@code h = f(W_ih x + b_ih + W_hh h' + b_hh)}, with f the
 * hyperbolic tangent or the rectifier.
 */
public final class ElmanCell implements RecurrentCell {

  /** The non-linearities. */
  public enum Activation {
    TANH,
    RELU
  }

  private final CellShape shape;
  private final LinearWeights weights;
  private final Activation activation;
  private final PackedWeights product; // forward h' W_hh^T, backward dPre W_hh

  public ElmanCell(CellShape shape, LinearWeights weights, Activation activation) {
    this.shape = shape;
    this.weights = weights;
    this.activation = activation;
    this.product = new PackedWeights(weights.weight(), shape.batchSize());
  }

  @Override
  public int gates() {
    return 1;
  }

  @Override
  public void prepareForward() {
    product.packTransposed();
  }

  @Override
  public void prepareBackward() {
    product.pack();
  }

  @Override
  public void addBias(float[] bias) {
    weights.addBias(bias, bias.length);
  }

  @Override
  public void forward(int step, float[] pre, float[] recurrent, float[] hidden) {
    int units = shape.units();
    int before = step * shape.size();
    int after = before + shape.size();
    product.multiplyAdd(recurrent, before, units, pre, before, units);
    switch (activation) {
      case TANH -> VectorMath.tanh(pre, before, hidden, after, shape.size());
      case RELU -> {
        for (int i = 0; i < shape.size(); i++) {
          hidden[after + i] = Math.max(pre[before + i], 0);
        }
      }
    }
  }

  @Override
  public void backward(
      int step,
      float[] recurrent,
      float[] hidden,
      float[] dHidden,
      float[] dRecurrent,
      float[] dPre) {
    int before = step * shape.size();
    int after = before + shape.size();
    for (int i = 0; i < shape.size(); i++) {
      float h = hidden[after + i];
      dPre[before + i] =
          switch (activation) {
            case TANH -> dHidden[i] * (1 - h * h);
            case RELU -> h > 0 ? dHidden[i] : 0;
          };
    }
    Arrays.fill(dHidden, 0);
    int units = shape.units();
    product.multiplyAdd(dPre, before, units, dRecurrent, 0, units);
  }

  @Override
  public void weightGradient(Matrix dPre, Matrix recurrent, float[] dBias) {
    Gemm.transposedMultiply(recurrent.rows(), dPre, recurrent, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
  }

  @Override
  public void close() {
    product.close();
  }
}
