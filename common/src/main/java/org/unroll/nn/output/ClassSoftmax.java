package org.unroll.nn.output;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * A softmax over some classes, for rows that all have one of them as their target; a part of {@link
 * AdaptiveSoftmaxOutput}.
 *
 * <p>Rows are taken in blocks of as many as a buffer of fixed size has logits for. Where a batch
 * needs more than one block, which a cluster of rare words seldom does, backward computes the
 * logits once more.
 */
final class ClassSoftmax implements AutoCloseable {

  /** The maximum number of logits in a block: 32 MiB. */
  private static final int MAX_BLOCK_VALUES = 1 << 23;

  private static final int MIN_BLOCK_ROWS = 32;

  private final LinearWeights weights; // (C, K) and (C), or no bias
  private final int classes;
  private final int blockRows;
  private final OffHeapFloats inputMemory;
  private final OffHeapFloats logitMemory;
  private final Matrix input; // (R, K)
  private final Matrix[] blocks; // of the input, (blockRows, K) each
  private final Matrix logits; // (blockRows, C), backward their gradient
  private final float[] zeros; // (K)
  private final float[] bias; // (C)
  private final float[] dBias; // (C)
  private final float[] scores; // (C)
  private final float[] maxima; // (R): the largest logit of a row
  private final double[] sums; // (R): of e^(logit - maximum)
  private final int[] targets; // (R)
  private int rows;

  /**
   * Builds a softmax over views of the model's blocks.
   *
   * @param weights shapes (C, K) and (C); an empty bias stands for none
   * @param maxRows R
   */
  ClassSoftmax(LinearWeights weights, int maxRows) {
    this.weights = weights;
    this.classes = weights.weight().rows();
    int width = weights.weight().columns();
    this.blockRows = (int) blockRows(classes, maxRows);
    this.inputMemory = new OffHeapFloats(Math.multiplyExact(maxRows, width));
    this.logitMemory = new OffHeapFloats(Math.multiplyExact(blockRows, classes));
    this.input = Matrix.of(inputMemory.buffer(), maxRows, width);
    this.logits = Matrix.of(logitMemory.buffer(), blockRows, classes);
    this.blocks = new Matrix[(maxRows + blockRows - 1) / blockRows];
    for (int block = 0; block < blocks.length; block++) {
      int first = block * blockRows;
      blocks[block] = input.rows(first, Math.min(blockRows, maxRows - first));
    }
    this.zeros = new float[width];
    this.bias = new float[classes];
    this.dBias = new float[classes];
    this.scores = new float[classes];
    this.maxima = new float[maxRows];
    this.sums = new double[maxRows];
    this.targets = new int[maxRows];
  }

  private static long blockRows(int classes, long maxRows) {
    return Math.min(maxRows, Math.max(MIN_BLOCK_ROWS, MAX_BLOCK_VALUES / classes));
  }

  /**
   * The number of floats off the heap that a softmax over C classes takes for R rows of K values.
   */
  static long workspace(int classes, int width, long maxRows) {
    return maxRows * width + blockRows(classes, maxRows) * classes;
  }

  /**
   * The rows, which the caller sets before {@link #forward} and whose gradients it finds there
   * after {@link #backward}; (R, K).
   */
  Matrix input() {
    return input;
  }

  /** The targets, (R), which the caller sets before {@link #forward}. */
  int[] targets() {
    return targets;
  }

  /** The sum of -log p(target) over the first {@code count} rows, in nats. */
  double forward(int count) {
    rows = count;
    weights.bias().get(0, bias, 0, weights.bias().capacity());
    double loss = 0;
    for (int first = 0; first < rows; first += blockRows) {
      int size = multiply(first);
      for (int i = 0; i < size; i++) {
        int row = first + i;
        logits.get(i, 1, scores, 0);
        loss -= scores[targets[row]];
        maxima[row] = VectorMath.max(scores, 0, classes);
        sums[row] = VectorMath.exp(scores, 0, maxima[row], 1, scores, 0, classes);
        loss += logSumExp(row);
      }
    }
    return loss;
  }

  /** Computes the logits of the block from row {@code first} on; returns the number of its rows. */
  private int multiply(int first) {
    int size = Math.min(blockRows, rows - first);
    logits.fillRows(size, bias, 0);
    Gemm.multiplyTransposed(size, blocks[first / blockRows], weights.weight(), 1, logits);
    return size;
  }

  /** {@code log sum e^logit} of a row. */
  double logSumExp(int row) {
    return maxima[row] + StrictMath.log(sums[row]);
  }

  /**
   * Computes the backward pass as {@link SoftmaxOutput#backward} does. Replaces the rows of {@link
   * #input} by their gradients.
   */
  void backward(double scale) {
    Arrays.fill(dBias, 0);
    if (rows == 0) {
      weights.dWeight().fillRows(classes, zeros, 0);
    }
    for (int first = 0; first < rows; first += blockRows) {
      int size = rows <= blockRows ? rows : multiply(first);
      for (int i = 0; i < size; i++) {
        differentiate(scale, first + i, i);
      }
      Matrix block = blocks[first / blockRows];
      Gemm.transposedMultiply(size, logits, block, first == 0 ? 0 : 1, weights.dWeight());
      Gemm.multiply(size, logits, weights.weight(), 0, block);
    }
    weights.dBias().put(0, dBias, 0, weights.dBias().capacity());
  }

  private void differentiate(double scale, int row, int i) {
    logits.get(i, 1, scores, 0);
    VectorMath.exp(scores, 0, maxima[row], (float) (scale / sums[row]), scores, 0, classes);
    scores[targets[row]] -= (float) scale;
    VectorMath.axpy(1, scores, 0, dBias, 0, classes);
    logits.put(i, 1, scores, 0);
  }

  @Override
  public void close() {
    inputMemory.close();
    logitMemory.close();
  }
}
