package org.unroll.task.tagging;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.nn.output.CrossEntropy;
import org.unroll.nn.output.OutputLayer;

/** The choice of each tag on its own, by a softmax over the tags. */
final class SoftmaxTagOutput implements TagOutput {

  private final int batchSize;
  private final CrossEntropy crossEntropy;
  private final float[] row; // (K)
  private int[] counted = {}; // the targets, NO_TARGET past the ends

  SoftmaxTagOutput(TagSet tags, int batchSize) {
    float[] weights = new float[tags.size()];
    Arrays.fill(weights, 1);
    this.batchSize = batchSize;
    this.crossEntropy = new CrossEntropy(weights);
    this.row = new float[tags.size()];
  }

  private int rows(int[] lengths) {
    return batchSize * Arrays.stream(lengths).max().orElse(0);
  }

  @Override
  public double forward(Matrix scores, int[] targets, int[] lengths) {
    counted = Arrays.copyOf(targets, rows(lengths));
    for (int r = 0; r < counted.length; r++) {
      counted[r] = r / batchSize < lengths[r % batchSize] ? counted[r] : OutputLayer.NO_TARGET;
    }
    return crossEntropy.forward(counted.length, scores, counted);
  }

  @Override
  public void backward(double scale, Matrix scores) {
    crossEntropy.backward(counted.length, scale, scores, counted);
  }

  @Override
  public void decode(Matrix scores, int[] lengths, int[] best) {
    for (int r = 0; r < rows(lengths); r++) {
      scores.get(r, 1, row, 0);
      int tag = 0;
      for (int other = 1; other < row.length; other++) {
        tag = row[other] > row[tag] ? other : tag;
      }
      best[r] = tag;
    }
  }
}
