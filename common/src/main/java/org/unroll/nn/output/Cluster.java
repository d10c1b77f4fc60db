package org.unroll.nn.output;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * A cluster of an {@link AdaptiveSoftmaxOutput}: for the predictions whose target it has, the
 * hidden state is projected to K values, and a softmax over the cluster's words follows.
 */
final class Cluster implements AutoCloseable {

  private final LinearWeights projection; // (K, H)
  private final LinearWeights words; // (C, K)
  private final ClassSoftmax softmax;
  private final OffHeapFloats hiddenMemory;
  private final Matrix hidden; // (R, H): the states of its predictions, backward their gradients
  private final int[] predictions; // (R): which of the layer's predictions they are
  private final float[] row; // (H)
  private final float[] sum; // (H)
  private int rows;

  Cluster(LinearWeights projection, LinearWeights words, int maxRows) {
    this.projection = projection;
    this.words = words;
    this.softmax = new ClassSoftmax(words, maxRows);
    int hiddenSize = projection.weight().columns();
    this.hiddenMemory = new OffHeapFloats(Math.multiplyExact(maxRows, hiddenSize));
    this.hidden = Matrix.of(hiddenMemory.buffer(), maxRows, hiddenSize);
    this.predictions = new int[maxRows];
    this.row = new float[hiddenSize];
    this.sum = new float[hiddenSize];
  }

  /** The projection, (K, H). */
  Matrix projection() {
    return projection.weight();
  }

  /** The weights of the words, (C, K). */
  Matrix words() {
    return words.weight();
  }

  /** Removes the predictions of the batch before. */
  void begin() {
    rows = 0;
  }

  /** Adds a prediction whose target is word {@code target} of the cluster. */
  void add(int prediction, int target) {
    predictions[rows] = prediction;
    softmax.targets()[rows] = target;
    rows++;
  }

  /** Returns the sum of -log p(target | cluster); {@code all} has all states, (R, H). */
  double forward(Matrix all) {
    for (int i = 0; i < rows; i++) {
      hidden.putRow(i, all, predictions[i]);
    }
    if (rows == 0) {
      return softmax.forward(0);
    }
    Gemm.multiplyTransposed(rows, hidden, projection.weight(), 0, softmax.input());
    return softmax.forward(rows);
  }

  /** Computes the backward pass; {@link #addTo} then adds the gradients of the states. */
  void backward(double scale) {
    softmax.backward(scale);
    if (rows == 0) {
      Arrays.fill(row, 0);
      projection.dWeight().fillRows(projection.dWeight().rows(), row, 0);
      return;
    }
    Matrix dProjected = softmax.input();
    Gemm.transposedMultiply(rows, dProjected, hidden, 0, projection.dWeight());
    Gemm.multiply(rows, dProjected, projection.weight(), 0, hidden);
  }

  /** Adds the cluster's share to the gradients of all predictions' states, (R, H). */
  void addTo(Matrix dAll) {
    for (int i = 0; i < rows; i++) {
      dAll.get(predictions[i], 1, sum, 0);
      hidden.get(i, 1, row, 0);
      VectorMath.axpy(1, row, 0, sum, 0, row.length);
      dAll.put(predictions[i], 1, sum, 0);
    }
  }

  @Override
  public void close() {
    softmax.close();
    hiddenMemory.close();
  }
}
