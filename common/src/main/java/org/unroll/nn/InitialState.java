package org.unroll.nn;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The state with which a decoder begins, made of what it is to say: {@code tanh(W x + b)} (Bahdanau
 * et al. 2015), of a vector x for each sequence.
 */
public final class InitialState implements AutoCloseable {

  private final int batchSize;
  private final int vectors; // N
  private final int units; // H
  private final Dense dense;
  private final OffHeapFloats memory;
  private final Matrix x; // (B, I)
  private final Matrix dx; // (B, I)
  private final Matrix sums; // (B, N * H)
  private final float[] row; // (N * H)
  private final float[] slope; // (N * H)
  private final float[] state; // (N, B, H)

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param name of the layer, as {@link #addTo} added it
   * @param batchSize B
   * @param units H
   */
  public InitialState(
      Parameters parameters, Gradient gradient, String name, int batchSize, int units) {
    Matrix weight = parameters.matrix(name + ".weight");
    this.batchSize = batchSize;
    this.units = units;
    this.vectors = weight.rows() / units;
    this.dense = new Dense(parameters, gradient, name);
    int inputs = Math.multiplyExact(batchSize, weight.columns());
    int outputs = Math.multiplyExact(batchSize, weight.rows());
    this.memory = new OffHeapFloats(Math.addExact(2 * inputs, outputs));
    this.x = Matrix.of(memory.slice(0, inputs), batchSize, weight.columns());
    this.dx = Matrix.of(memory.slice(inputs, inputs), batchSize, weight.columns());
    this.sums = Matrix.of(memory.slice(2 * inputs, outputs), batchSize, weight.rows());
    this.row = new float[weight.rows()];
    this.slope = new float[weight.rows()];
    this.state = new float[outputs];
  }

  /**
   * Adds the tensors {@code name.weight}, (N * H, I), and {@code name.bias}, (N * H).
   *
   * @param inputs I
   * @param stateSize N * H, the size of the state of one sequence
   */
  public static void addTo(TensorLayout.Builder layout, String name, int inputs, int stateSize) {
    Dense.addTo(layout, name, inputs, stateSize);
  }

  /** x, (B, I), which the caller writes before {@link #forward}. */
  public Matrix input() {
    return x;
  }

  /** Computes the states from the input: N vectors of all sequences, (N, B, H). */
  public float[] forward() {
    dense.forward(batchSize, x, sums);
    for (int b = 0; b < batchSize; b++) {
      sums.get(b, 1, row, 0);
      VectorMath.tanh(row, 0, slope, 0, row.length);
      for (int n = 0; n < vectors; n++) {
        System.arraycopy(slope, n * units, state, (n * batchSize + b) * units, units);
      }
    }
    return state;
  }

  /**
   * Computes the backward pass of {@link #forward}. Writes the gradients of the weights.
   *
   * @param dState (N, B, H)
   * @return the gradient of the input, (B, I)
   */
  public Matrix backward(float[] dState) {
    for (int b = 0; b < batchSize; b++) {
      for (int n = 0; n < vectors; n++) {
        int from = (n * batchSize + b) * units;
        VectorMath.multiply(state, from, state, from, slope, n * units, units);
        VectorMath.multiply(slope, n * units, dState, from, slope, n * units, units);
        System.arraycopy(dState, from, row, n * units, units);
      }
      VectorMath.axpy(-1, slope, 0, row, 0, row.length);
      sums.put(b, 1, row, 0);
    }
    dense.backward(batchSize, x, sums, dx);
    return dx;
  }

  @Override
  public void close() {
    memory.close();
  }
}
