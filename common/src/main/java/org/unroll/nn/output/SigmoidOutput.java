package org.unroll.nn.output;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * An output layer of independent yes-or-no decisions on K labels, any number of which may apply:
 * {@code p(label) = sigmoid(W h + b)}, loss {@code -sum log p} of the right decisions.
 */
public final class SigmoidOutput implements AutoCloseable {

  private final LinearWeights weights;
  private final int labels;
  private final OffHeapFloats logitMemory;
  private final Matrix logits; // (R, K), backward their gradient
  private final float[] bias; // (K)
  private final float[] dBias; // (K)
  private final float[] scores; // (K)
  private final float[] probabilities; // (K)
  private Matrix input; // (rows, H)
  private float[] targets = {}; // (rows, K)
  private int rows;

  /**
   * Builds a layer over views of the model's blocks.
   *
   * @param weights shapes (K, H) and (K)
   * @param maxRows R
   */
  public SigmoidOutput(LinearWeights weights, int maxRows) {
    this.weights = weights;
    this.labels = weights.weight().rows();
    this.logitMemory = new OffHeapFloats(Math.multiplyExact(maxRows, labels));
    this.logits = Matrix.of(logitMemory.buffer(), maxRows, labels);
    this.bias = new float[labels];
    this.dBias = new float[labels];
    this.scores = new float[labels];
    this.probabilities = new float[labels];
    this.input = weights.weight().rows(0, 0);
  }

  /**
   * Decides on the labels of some rows.
   *
   * @param count the number of rows
   * @param hidden h, (R, H), of which the first {@code count} rows take part
   * @param rowTargets (count, K), 1 where a label applies and 0 where it does not
   * @return the sum of -log p over rows and labels, in nats
   */
  public double forward(int count, Matrix hidden, float[] rowTargets) {
    if (rowTargets.length < count * labels) {
      throw new IllegalArgumentException(
          "expected " + count * labels + " targets, found " + rowTargets.length);
    }
    rows = count;
    input = hidden;
    targets = rowTargets;
    weights.bias().get(0, bias);
    logits.fillRows(rows, bias, 0);
    Gemm.multiplyTransposed(rows, hidden, weights.weight(), 1, logits);
    double loss = 0;
    for (int row = 0; row < rows; row++) {
      logits.get(row, 1, scores, 0);
      for (int label = 0; label < labels; label++) {
        // -log sigmoid(s) = log(1 + e^-s), and -log(1 - sigmoid(s)) is that plus s.
        loss += softplus(-scores[label]) + (1.0 - targets[row * labels + label]) * scores[label];
      }
    }
    return loss;
  }

  /** The natural logarithm of the probability that a label applies to a row. */
  public double logProbability(int row, int label) {
    return -softplus(-logits.buffer().get(row * logits.stride() + label));
  }

  /** log(1 + e^x), without overflow. */
  private static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }

  /**
   * Computes the backward pass of {@link #forward}: {@code dlogits = scale (p - target)}. Writes
   * the gradients of the layer's weights.
   *
   * @param scale the factor of the sum of -log p in the loss
   * @param dHidden (R, H), receives the gradient of the rows that took part
   */
  public void backward(double scale, Matrix dHidden) {
    Arrays.fill(dBias, 0);
    for (int row = 0; row < rows; row++) {
      logits.get(row, 1, scores, 0);
      VectorMath.sigmoid(scores, 0, probabilities, 0, labels);
      VectorMath.axpy(-1, targets, row * labels, probabilities, 0, labels);
      VectorMath.clip((float) scale, Float.POSITIVE_INFINITY, probabilities, 0, labels);
      VectorMath.axpy(1, probabilities, 0, dBias, 0, labels);
      logits.put(row, 1, probabilities, 0);
    }
    Gemm.transposedMultiply(rows, logits, input, 0, weights.dWeight());
    Gemm.multiply(rows, logits, weights.weight(), 0, dHidden);
    weights.dBias().put(0, dBias);
  }

  @Override
  public void close() {
    logitMemory.close();
  }
}
