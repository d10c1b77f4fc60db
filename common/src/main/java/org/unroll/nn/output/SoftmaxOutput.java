package org.unroll.nn.output;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * A softmax over the whole vocabulary together with its cross-entropy: {@code p = softmax(W h +
 * b)}, loss {@code -log p(target)}.
 *
 * <p>The vocabulary is taken in blocks of columns that stay in the second-level cache between the
 * product that writes them and the loop that reads them. Forward keeps, for each row, the largest
 * logit so far and the sum of the exponentials relative to it (Milakov and Gimelshein 2018), so the
 * logits leave the cache once and, backward, come back once. Rows without a target, such as
 * padding, are left out of all products.
 *
 * <p>With label smoothing (Szegedy et al. 2016), the target has the probability {@code 1 - s}, and
 * {@code s} is shared by all of the vocabulary: {@code loss = -(1 - s) log p(target) - s / V sum
 * log p}.
 */
public final class SoftmaxOutput implements OutputLayer {

  /** The maximum number of logits in a block: 1 MiB. */
  private static final int MAX_BLOCK_VALUES = 1 << 18;

  /**
   * Columns [first, first + width) of the logits, with the rows of the weights that they belong to.
   *
   * @param logits (R, width), backward their gradient
   * @param weight (width, H)
   * @param dWeight (width, H)
   */
  private record Block(int first, int width, Matrix logits, Matrix weight, Matrix dWeight) {

    /** The index in the array of all blocks where the logits of prediction {@code i} begin. */
    int offset(int i) {
      return logits.buffer().arrayOffset() + i * width;
    }
  }

  private final LinearWeights weights;
  private final int vocabularySize;
  private final double smoothing; // s
  private final float[] logits; // the blocks, one after the other, each (R, width)
  private final Matrix compact; // (R, H): the rows that have a target
  private final Block[] blocks;
  private final float[] bias; // (V)
  private final float[] dBias; // (V)
  private final float[] scores; // (V)
  private final float[] ones; // the width of the widest block, where targets are smoothed
  private final int[] rows; // (R): which rows have a target
  private final int[] targets; // (R): their targets
  private final float[] maxima; // (R): their largest logits
  private final double[] sums; // (R): of e^(logit - maximum)
  private int counted;
  private Matrix input; // (counted, H)

  /**
   * Builds a layer over views of the model's blocks.
   *
   * @param weights shapes (V, H) and (V)
   * @param rows R = T * B, the maximum number of rows
   */
  public SoftmaxOutput(LinearWeights weights, int rows) {
    this(weights, rows, 0);
  }

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param weights shapes (V, H) and (V)
   * @param rows R = T * B, the maximum number of rows
   * @param smoothing s, the share of the probability that the whole vocabulary has, in [0, 1)
   */
  public SoftmaxOutput(LinearWeights weights, int rows, double smoothing) {
    this.weights = weights;
    this.smoothing = smoothing;
    this.vocabularySize = weights.weight().rows();
    int hidden = weights.weight().columns();
    this.logits = new float[Math.multiplyExact(rows, vocabularySize)];
    this.compact = Matrix.of(new float[Math.multiplyExact(rows, hidden)], rows, hidden);
    this.input = compact;
    this.blocks = blocks(rows);
    this.bias = new float[vocabularySize];
    this.dBias = new float[vocabularySize];
    this.scores = new float[vocabularySize];
    this.ones = new float[smoothing == 0 ? 0 : blocks[0].width];
    Arrays.fill(ones, 1);
    this.rows = new int[rows];
    this.targets = new int[rows];
    this.maxima = new float[rows];
    this.sums = new double[rows];
  }

  private Block[] blocks(int rows) {
    int maxWidth = Math.max(128, MAX_BLOCK_VALUES / rows / 32 * 32);
    int count = (vocabularySize + maxWidth - 1) / maxWidth;
    int width = ((vocabularySize + count - 1) / count + 31) / 32 * 32;
    Block[] made = new Block[(vocabularySize + width - 1) / width];
    for (int b = 0; b < made.length; b++) {
      int first = b * width;
      int columns = Math.min(width, vocabularySize - first);
      made[b] =
          new Block(
              first,
              columns,
              Matrix.of(
                  FloatBuffer.wrap(logits).slice(first * rows, columns * rows), rows, columns),
              weights.weight().rows(first, columns),
              weights.dWeight().rows(first, columns));
    }
    return made;
  }

  @Override
  public double forward(Matrix hidden, int[] rowTargets) {
    select(hidden, rowTargets);
    weights.bias().get(0, bias);
    Arrays.fill(maxima, 0, counted, Float.NEGATIVE_INFINITY);
    Arrays.fill(sums, 0, counted, 0);
    double loss = 0;
    for (Block block : blocks) {
      block.logits.fillRows(counted, bias, block.first);
      Gemm.multiplyTransposed(counted, input, block.weight, 1, block.logits);
      for (int i = 0; i < counted; i++) {
        int target = targets[i] - block.first;
        if (target >= 0 && target < block.width) {
          loss -= (1 - smoothing) * logits[block.offset(i) + target];
        }
        if (smoothing > 0) {
          double sum = VectorMath.dot(logits, block.offset(i), ones, 0, block.width);
          loss -= smoothing / vocabularySize * sum;
        }
        addExponentials(i, block.offset(i), block.width);
      }
    }
    for (int i = 0; i < counted; i++) {
      loss += logSumExp(i);
    }
    return loss;
  }

  /**
   * The sum of {@code -log p(target)} of the last {@link #forward}, whose labels may have been
   * smoothed, in nats.
   *
   * @param rowTargets as forward had them
   */
  public double negativeLogProbability(int[] rowTargets) {
    double loss = 0;
    for (int i = 0; i < counted; i++) {
      loss += logSumExp(i) - scores(i)[rowTargets[rows[i]]];
    }
    return loss;
  }

  private void select(Matrix hidden, int[] rowTargets) {
    counted = 0;
    for (int row = 0; row < rowTargets.length; row++) {
      if (rowTargets[row] != NO_TARGET) {
        rows[counted] = row;
        targets[counted] = rowTargets[row];
        counted++;
      }
    }
    if (counted == rowTargets.length) {
      input = hidden;
      return;
    }
    input = compact;
    for (int i = 0; i < counted; i++) {
      compact.putRow(i, hidden, rows[i]);
    }
  }

  private void addExponentials(int i, int offset, int width) {
    float max = VectorMath.max(logits, offset, width);
    if (max > maxima[i]) {
      sums[i] *= StrictMath.exp(maxima[i] - max);
      maxima[i] = max;
    }
    sums[i] += VectorMath.exp(logits, offset, maxima[i], 1, scores, 0, width);
  }

  @Override
  public int counted() {
    return counted;
  }

  @Override
  public int row(int i) {
    return rows[i];
  }

  /** {@code log sum e^logit} of prediction {@code i}. */
  @Override
  public double logSumExp(int i) {
    return maxima[i] + StrictMath.log(sums[i]);
  }

  /** The logits of prediction {@code i}, (V); valid until the next call. */
  @Override
  public float[] scores(int i) {
    for (Block block : blocks) {
      block.logits.get(i, 1, scores, block.first);
    }
    return scores;
  }

  /**
   * {@code dlogits = scale (p - onehot(target))}, of which {@code dh = dlogits W} and {@code dW =
   * dlogits^T h}; the target smoothed where labels are.
   */
  @Override
  public void backward(double scale, Matrix dHidden) {
    Arrays.fill(dBias, 0);
    for (Block block : blocks) {
      for (int i = 0; i < counted; i++) {
        int offset = block.offset(i);
        float factor = (float) (scale / sums[i]);
        VectorMath.exp(logits, offset, maxima[i], factor, logits, offset, block.width);
        int target = targets[i] - block.first;
        if (target >= 0 && target < block.width) {
          logits[offset + target] -= (float) (scale * (1 - smoothing));
        }
        if (smoothing > 0) {
          float share = (float) (-scale * smoothing / vocabularySize);
          VectorMath.axpy(share, ones, 0, logits, offset, block.width);
        }
        VectorMath.axpy(1, logits, offset, dBias, block.first, block.width);
      }
      Gemm.multiply(counted, block.logits, block.weight, block.first == 0 ? 0 : 1, dHidden);
      Gemm.transposedMultiply(counted, block.logits, input, 0, block.dWeight);
    }
    weights.dBias().put(0, dBias);
    spread(dHidden);
  }

  /** Moves the counted rows to their places, from the last one on, and zeroes the others. */
  private void spread(Matrix dHidden) {
    int i = counted - 1;
    for (int row = rows.length - 1; row > i; row--) {
      if (i >= 0 && rows[i] == row) {
        dHidden.putRow(row, dHidden, i);
        i--;
      } else {
        dHidden.clearRow(row);
      }
    }
  }

  @Override
  public void close() {}
}
