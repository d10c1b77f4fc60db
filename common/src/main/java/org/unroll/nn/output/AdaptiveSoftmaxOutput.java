package org.unroll.nn.output;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;

/**
 * The adaptive softmax (Grave et al. 2017, "Efficient softmax approximation for GPUs"): the
 * frequent words stand in a small softmax of their own, together with a class for each cluster of
 * rarer words, and a rare word costs a second softmax within its cluster only where it is the
 * target.
 *
 * <p>{@code p(w) = p_head(w)} for the words of the head, and {@code p_head(cluster) p(w | cluster)}
 * for the others: an exact distribution over all words.
 */
public final class AdaptiveSoftmaxOutput implements OutputLayer {

  private final AdaptiveSoftmaxShape shape;
  private final ClassSoftmax head;
  private final Cluster[] clusters;
  private final AdaptiveScores scores;
  private final int[] rows; // (R): which rows have a target
  private int counted;

  /**
   * Builds a layer over views of the model's blocks.
   *
   * @param prefix of the tensors' names, as {@link AdaptiveSoftmaxShape#addTo} added them
   * @param maxRows R = T * B
   */
  public AdaptiveSoftmaxOutput(
      AdaptiveSoftmaxShape shape,
      Parameters parameters,
      Gradient gradient,
      String prefix,
      int maxRows) {
    this.shape = shape;
    LinearWeights headWeights =
        LinearWeights.of(parameters, gradient, prefix + "head.weight", prefix + "head.bias");
    this.head = new ClassSoftmax(headWeights, maxRows);
    this.clusters = new Cluster[shape.clusters()];
    for (int cluster = 0; cluster < clusters.length; cluster++) {
      clusters[cluster] =
          new Cluster(
              AdaptiveSoftmaxShape.withoutBias(
                  parameters, gradient, AdaptiveSoftmaxShape.projection(prefix, cluster)),
              AdaptiveSoftmaxShape.withoutBias(
                  parameters, gradient, AdaptiveSoftmaxShape.words(prefix, cluster)),
              maxRows);
    }
    this.scores = new AdaptiveScores(shape, headWeights, clusters, maxRows);
    this.rows = new int[maxRows];
  }

  @Override
  public double forward(Matrix hidden, int[] rowTargets) {
    counted = 0;
    for (Cluster cluster : clusters) {
      cluster.begin();
    }
    for (int row = 0; row < rowTargets.length; row++) {
      if (rowTargets[row] != NO_TARGET) {
        rows[counted] = row;
        head.input().putRow(counted, hidden, row);
        head.targets()[counted] = headTarget(rowTargets[row], counted);
        counted++;
      }
    }
    scores.begin(head.input(), counted);
    double loss = head.forward(counted);
    for (Cluster cluster : clusters) {
      loss += cluster.forward(head.input());
    }
    return loss;
  }

  /** Returns the head's class for a word, and adds a word of a cluster to it. */
  private int headTarget(int word, int prediction) {
    int cluster = clusters.length - 1;
    while (cluster >= 0 && word < shape.first(cluster)) {
      cluster--;
    }
    if (cluster < 0) {
      return word;
    }
    clusters[cluster].add(prediction, word - shape.first(cluster));
    return shape.shortlist() + cluster;
  }

  @Override
  public int counted() {
    return counted;
  }

  @Override
  public int row(int i) {
    return rows[i];
  }

  /** Zero: the scores are log-probabilities. */
  @Override
  public double logSumExp(int i) {
    return 0;
  }

  @Override
  public float[] scores(int i) {
    return scores.of(i, head.logSumExp(i));
  }

  @Override
  public void backward(double scale, Matrix dHidden) {
    for (Cluster cluster : clusters) {
      cluster.backward(scale);
    }
    head.backward(scale);
    for (Cluster cluster : clusters) {
      cluster.addTo(head.input());
    }
    int i = 0;
    for (int row = 0; row < rows.length; row++) {
      if (i < counted && rows[i] == row) {
        dHidden.putRow(row, head.input(), i);
        i++;
      } else {
        dHidden.clearRow(row);
      }
    }
  }

  @Override
  public void close() {
    head.close();
    scores.close();
    Arrays.stream(clusters).forEach(Cluster::close);
  }
}
