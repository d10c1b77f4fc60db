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

  /** The non-linearity f. */
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
  public void forward(int step, StepBuffers buffers) {
    float[] pre = buffers.pre();
    float[] hidden = buffers.hidden().values();
    int preOffset = buffers.preOffset(step);
    int units = shape.units();
    int before = step * shape.size();
    int after = before + shape.size();
    product.multiplyAdd(buffers.recurrent(), before, units, pre, preOffset, units);
    switch (activation) {
      case TANH -> VectorMath.tanh(pre, preOffset, hidden, after, shape.size());
      case RELU -> {
        for (int i = 0; i < shape.size(); i++) {
          hidden[after + i] = Math.max(pre[preOffset + i], 0);
        }
      }
    }
  }

  @Override
  public void backward(int step, StepBuffers buffers) {
    float[] hidden = buffers.hidden().values();
    float[] dHidden = buffers.hidden().gradient();
    float[] dPre = buffers.pre();
    int dPreOffset = buffers.preOffset(step);
    int after = (step + 1) * shape.size();
    for (int i = 0; i < shape.size(); i++) {
      float h = hidden[after + i];
      dPre[dPreOffset + i] =
          switch (activation) {
            case TANH -> dHidden[i] * (1 - h * h);
            case RELU -> h > 0 ? dHidden[i] : 0;
          };
    }
    Arrays.fill(dHidden, 0);
    int units = shape.units();
    product.multiplyAdd(dPre, dPreOffset, units, buffers.dRecurrent(), 0, units);
  }

  @Override
  public void weightGradient(int rows, Matrix dPre, Matrix recurrent, float[] dBias) {
    Gemm.transposedMultiply(rows, dPre, recurrent, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
  }

  @Override
  public void close() {
    product.close();
  }
}
