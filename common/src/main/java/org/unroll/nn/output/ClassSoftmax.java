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
 * <p>Logits are kept for as many rows at a time as fit into a fixed room. Where a batch has more,
 * backward computes them once more; a cluster of rare words seldom has.
 */
final class ClassSoftmax implements AutoCloseable {

  /** Logits that are kept, at most: 32 MiB. */
  private static final int ROOM = 1 << 23;

  private static final int FEWEST_ROWS = 32;

  private final LinearWeights weights; // (C, K) and (C), or no bias
  private final int classes;
  private final int pieceRows;
  private final OffHeapFloats inputMemory;
  private final OffHeapFloats logitMemory;
  private final Matrix input; // (R, K)
  private final Matrix[] pieces; // of the input, (pieceRows, K) each
  private final Matrix logits; // (pieceRows, C), backward their gradient
  private final float[] zeros; // (K)
  private final float[] bias; // (C)
  private final float[] dBias; // (C)
  private final float[] scores; // (C)
  private final float[] largest; // (R): the largest logit of a row
  private final double[] sums; // (R): of e^(logit - largest)
  private final int[] targets; // (R)
  private int rows;

  /**
   * A softmax over views of the model's blocks.
   *
   * @param weights shapes (C, K) and (C); a bias of no values stands for none
   * @param maxRows R
   */
  ClassSoftmax(LinearWeights weights, int maxRows) {
    this.weights = weights;
    this.classes = weights.weight().rows();
    int width = weights.weight().columns();
    this.pieceRows = (int) pieceRows(classes, maxRows);
    this.inputMemory = new OffHeapFloats(Math.multiplyExact(maxRows, width));
    this.logitMemory = new OffHeapFloats(Math.multiplyExact(pieceRows, classes));
    this.input = Matrix.of(inputMemory.buffer(), maxRows, width);
    this.logits = Matrix.of(logitMemory.buffer(), pieceRows, classes);
    this.pieces = new Matrix[(maxRows + pieceRows - 1) / pieceRows];
    for (int piece = 0; piece < pieces.length; piece++) {
      int first = piece * pieceRows;
      pieces[piece] = input.rows(first, Math.min(pieceRows, maxRows - first));
    }
    this.zeros = new float[width];
    this.bias = new float[classes];
    this.dBias = new float[classes];
    this.scores = new float[classes];
    this.largest = new float[maxRows];
    this.sums = new double[maxRows];
    this.targets = new int[maxRows];
  }

  private static long pieceRows(int classes, long maxRows) {
    return Math.min(maxRows, Math.max(FEWEST_ROWS, ROOM / classes));
  }

  /**
   * The floats off the heap of a softmax over C classes, of R rows of K values: R K, and logits.
   */
  static long workspace(int classes, int width, long maxRows) {
    return maxRows * width + pieceRows(classes, maxRows) * classes;
  }

  /** Where the caller puts the rows before {@link #forward}, and finds their gradients; (R, K). */
  Matrix input() {
    return input;
  }

  /** The targets, which the caller sets before {@link #forward}; (R). */
  int[] targets() {
    return targets;
  }

  /** The sum of -log p(target) over the first {@code count} rows, in nats. */
  double forward(int count) {
    rows = count;
    weights.bias().get(0, bias, 0, weights.bias().capacity());
    double loss = 0;
    for (int first = 0; first < rows; first += pieceRows) {
      int size = multiply(first);
      for (int i = 0; i < size; i++) {
        int row = first + i;
        logits.get(i, 1, scores, 0);
        loss -= scores[targets[row]];
        largest[row] = VectorMath.max(scores, 0, classes);
        sums[row] = VectorMath.exp(scores, 0, largest[row], 1, scores, 0, classes);
        loss += logSumExp(row);
      }
    }
    return loss;
  }

  /** The logits of the piece that begins at row {@code first}; returns the number of its rows. */
  private int multiply(int first) {
    int size = Math.min(pieceRows, rows - first);
    logits.fillRows(size, bias, 0);
    Gemm.multiplyTransposed(size, pieces[first / pieceRows], weights.weight(), 1, logits);
    return size;
  }

  /** {@code log sum e^logit} of a row. */
  double logSumExp(int row) {
    return largest[row] + StrictMath.log(sums[row]);
  }

  /**
   * Backward of {@link #forward}, as {@link SoftmaxOutput#backward} has it. Replaces the rows of
   * {@link #input} by their gradients.
   */
  void backward(double scale) {
    Arrays.fill(dBias, 0);
    if (rows == 0) {
      weights.dWeight().fillRows(classes, zeros, 0);
    }
    for (int first = 0; first < rows; first += pieceRows) {
      int size = rows <= pieceRows ? rows : multiply(first);
      for (int i = 0; i < size; i++) {
        differentiate(scale, first + i, i);
      }
      Matrix piece = pieces[first / pieceRows];
      Gemm.transposedMultiply(size, logits, piece, first == 0 ? 0 : 1, weights.dWeight());
      Gemm.multiply(size, logits, weights.weight(), 0, piece);
    }
    weights.dBias().put(0, dBias, 0, weights.dBias().capacity());
  }

  private void differentiate(double scale, int row, int i) {
    logits.get(i, 1, scores, 0);
    VectorMath.exp(scores, 0, largest[row], (float) (scale / sums[row]), scores, 0, classes);
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
