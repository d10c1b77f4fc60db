package org.unroll.nn.attention;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.CellShape;
import org.unroll.nn.dropout.DropoutConfig;
import org.unroll.nn.dropout.DropoutMask;

/**
 * The output of a decoder with attention: {@code tanh(W_c [h; context])} (Luong et al. 2015), of
 * which dropout leaves a part.
 */
final class AttentionalOutput implements AutoCloseable {

  private final CellShape shape;
  private final int inputs; // H + C
  private final int width; // A
  private final int size; // B * A
  private final DropoutConfig dropout;
  private final Matrix dWeight; // (A, H + C)
  private final PackedWeights product; // forward [h; context] W_c^T, backward its gradient
  private final float[] joined; // [h; context], (T, B, H + C)
  private final Matrix joinedRows; // (T * B, H + C)
  private final float[] dJoined; // (B, H + C)
  private final float[] activations; // (T, B, A): tanh
  private final float[] outputs; // (T + 1, B, A): that of step t in slot t + 1
  private final float[] dSums; // (T, B, A)
  private final Matrix dSumRows; // (T * B, A)
  private final float[] factors; // (T, B, A), or (B, A) where all steps share them
  private final float[] step; // (B, A)
  private boolean drops;

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param weight W_c, (A, H + C)
   */
  AttentionalOutput(CellShape shape, Matrix weight, Matrix dWeight, DropoutConfig dropout) {
    this.shape = shape;
    this.dropout = dropout;
    this.dWeight = dWeight;
    this.inputs = weight.columns();
    this.width = weight.rows();
    this.size = Math.multiplyExact(shape.batchSize(), width);
    this.product = new PackedWeights(weight, shape.batchSize());
    int rows = Math.multiplyExact(shape.timeSteps(), shape.batchSize());
    this.joined = new float[Math.multiplyExact(rows, inputs)];
    this.joinedRows = Matrix.of(joined, rows, inputs);
    this.dJoined = new float[shape.batchSize() * inputs];
    this.activations = new float[Math.multiplyExact(rows, width)];
    this.outputs = new float[Math.addExact(activations.length, size)];
    this.dSums = new float[activations.length];
    this.dSumRows = Matrix.of(dSums, rows, width);
    this.factors = new float[dropout.probability() == 0 ? 0 : maskSize()];
    this.step = new float[size];
  }

  private int maskSize() {
    return switch (dropout.kind()) {
      case PLAIN -> activations.length;
      case VARIATIONAL -> size;
    };
  }

  /** The outputs, (T + 1, B, A): that of step t in slot t + 1, and zeros in slot 0. */
  float[] outputs() {
    return outputs;
  }

  /** Begins a batch without dropout. */
  void begin() {
    product.packTransposed();
    drops = false;
  }

  /** Begins a batch of a number of steps, with dropout. */
  void begin(int steps, long seed) {
    begin();
    drops = dropout.probability() > 0;
    if (drops) {
      int masked = Math.min(factors.length, steps * size);
      DropoutMask.fill(factors, masked, dropout.probability(), seed);
    }
  }

  /**
   * Takes one step.
   *
   * @param hidden h, (B, H) from {@code offset} on
   * @param context (B, C)
   */
  void forward(int time, float[] hidden, int offset, float[] context) {
    int units = shape.units();
    int row = time * shape.batchSize() * inputs;
    for (int b = 0; b < shape.batchSize(); b++) {
      int at = row + b * inputs;
      System.arraycopy(hidden, offset + b * units, joined, at, units);
      System.arraycopy(context, b * (inputs - units), joined, at + units, inputs - units);
    }
    Arrays.fill(step, 0);
    product.multiplyAdd(joined, row, inputs, step, 0, width);
    VectorMath.tanh(step, 0, activations, time * size, size);
    int slot = (time + 1) * size;
    System.arraycopy(activations, time * size, outputs, slot, size);
    mask(time, outputs, slot);
  }

  private void mask(int time, float[] values, int offset) {
    if (drops) {
      int own = time * size % factors.length;
      VectorMath.multiply(values, offset, factors, own, values, offset, size);
    }
  }

  void beginBackward() {
    product.pack();
  }

  /**
   * Takes one step backward.
   *
   * @param dOutput (B, A), overwritten
   * @param dHidden (B, H), to which the gradient is added
   * @param dContext (B, C), receives the gradient
   */
  void backward(int time, float[] dOutput, float[] dHidden, float[] dContext) {
    int slot = time * size;
    mask(time, dOutput, 0);
    VectorMath.multiply(activations, slot, activations, slot, step, 0, size);
    VectorMath.multiply(step, 0, dOutput, 0, step, 0, size);
    VectorMath.axpy(-1, step, 0, dOutput, 0, size);
    System.arraycopy(dOutput, 0, dSums, slot, size);
    Arrays.fill(dJoined, 0);
    product.multiplyAdd(dSums, slot, width, dJoined, 0, inputs);
    int units = shape.units();
    for (int b = 0; b < shape.batchSize(); b++) {
      VectorMath.axpy(1, dJoined, b * inputs, dHidden, b * units, units);
      System.arraycopy(dJoined, b * inputs + units, dContext, b * (inputs - units), inputs - units);
    }
  }

  /** Writes the gradient of the weights, after all steps have been gone back. */
  void weightGradient(int rows) {
    Gemm.transposedMultiply(rows, dSumRows, joinedRows, 0, dWeight);
  }

  @Override
  public void close() {
    product.close();
  }
}
