package org.unroll.nn.forward;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;
import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;

/**
 * A softmax over the whole vocabulary: what {@link org.unroll.nn.output.SoftmaxOutput} computes for
 * one row. (Above 262,144 words that one sums in parts, and the last digit may differ.)
 */
public final class ForwardSoftmax implements ForwardOutput {

  private final PackedLinear linear; // (V, H)

  /** Packs weight, (V, H), and bias, (V). */
  public ForwardSoftmax(Matrix weight, FloatBuffer bias) {
    linear = PackedLinear.of(weight, bias);
  }

  /** The weights, (V, H), which a tied embedding shares. */
  public SharedWeights weights() {
    return linear.weights();
  }

  @Override
  public Workspace newWorkspace(int rows) {
    return new Workspace(rows, linear.weights().outputs(), 0, 0);
  }

  @Override
  public long workspaceBytes() {
    return (long) linear.weights().outputs() * Float.BYTES;
  }

  @Override
  public void scores(
      int rows,
      float[] hidden,
      int offset,
      int stride,
      float[] scores,
      double[] logSumExp,
      Workspace workspace) {
    int words = linear.weights().outputs();
    linear.apply(rows, hidden, offset, stride, scores, 0, words);
    for (int row = 0; row < rows; row++) {
      logSumExp[row] = logSumExp(scores, row * words, words, workspace.exponentials);
    }
  }

  /**
   * Computes log p of all words.
   *
   * @param hidden (rows, H), row r from {@code r * stride}
   * @param logProbabilities receives (rows, V)
   */
  public void logProbabilities(
      int rows, float[] hidden, int stride, float[] logProbabilities, Workspace workspace) {
    int words = linear.weights().outputs();
    linear.apply(rows, hidden, 0, stride, logProbabilities, 0, words);
    for (int row = 0; row < rows; row++) {
      int offset = row * words;
      float shift = (float) logSumExp(logProbabilities, offset, words, workspace.exponentials);
      for (int word = offset; word < offset + words; word++) {
        logProbabilities[word] -= shift;
      }
    }
  }

  /** {@code log sum e^x} of a range, by way of its largest value. */
  static double logSumExp(float[] x, int offset, int size, float[] exponentials) {
    float largest = VectorMath.max(x, offset, size);
    return largest + StrictMath.log(VectorMath.exp(x, offset, largest, 1, exponentials, 0, size));
  }

  @Override
  public long bytes() {
    return linear.bytes();
  }

  @Override
  public void close() {
    linear.close();
  }
}
