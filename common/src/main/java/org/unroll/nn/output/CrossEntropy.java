package org.unroll.nn.output;

import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;

/**
 * The loss of a choice of one of K classes from its scores: {@code w(target) * -log p(target)} with
 * {@code p = softmax(scores)} and a weight for each class. For few classes; vocabularies have
 * {@link SoftmaxOutput}.
 */
public final class CrossEntropy {

  private final float[] weights; // (K)
  private final float[] row; // (K)

  /**
   * A loss.
   *
   * @param weights of the classes, (K), all above 0
   */
  public CrossEntropy(float[] weights) {
    this.weights = weights.clone();
    this.row = new float[weights.length];
  }

  /**
   * Sums the losses of the first rows that have a target.
   *
   * @param scores (R, K)
   * @param targets (R), {@link OutputLayer#NO_TARGET} where there is none
   * @return the sum of the losses, in nats
   */
  public double forward(int rows, Matrix scores, int[] targets) {
    double loss = 0;
    for (int r = 0; r < rows; r++) {
      if (targets[r] != OutputLayer.NO_TARGET) {
        loss -= weights[targets[r]] * logProbability(scores, r, targets[r]);
      }
    }
    return loss;
  }

  /** log p of a class in a row of scores. */
  public double logProbability(Matrix scores, int r, int target) {
    scores.get(r, 1, row, 0);
    float max = VectorMath.max(row, 0, row.length);
    float score = row[target];
    double sum = VectorMath.exp(row, 0, max, 1, row, 0, row.length);
    return score - max - StrictMath.log(sum);
  }

  /**
   * Replaces the scores by the gradient, {@code scale * w(target) * (p - onehot(target))}, which is
   * zero in rows without a target.
   *
   * @param scale the factor of the sum of losses in the loss
   */
  public void backward(int rows, double scale, Matrix scores, int[] targets) {
    for (int r = 0; r < rows; r++) {
      if (targets[r] == OutputLayer.NO_TARGET) {
        scores.clearRow(r);
        continue;
      }
      double factor = scale * weights[targets[r]];
      scores.get(r, 1, row, 0);
      float max = VectorMath.max(row, 0, row.length);
      double sum = VectorMath.exp(row, 0, max, 1, row, 0, row.length);
      VectorMath.clip((float) (factor / sum), Float.POSITIVE_INFINITY, row, 0, row.length);
      row[targets[r]] -= (float) factor;
      scores.put(r, 1, row, 0);
    }
  }
}
