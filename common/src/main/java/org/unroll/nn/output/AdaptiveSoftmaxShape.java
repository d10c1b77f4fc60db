package org.unroll.nn.output;

import java.nio.FloatBuffer;
import java.util.List;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.LinearWeights;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * The division of a vocabulary, whose ids fall in frequency, by an {@link AdaptiveSoftmaxOutput}.
 * The head has the first words and one class for each cluster; cluster i has the words from its
 * cut-off to the next one, and sees the hidden state in a quarter of the values of the cluster
 * before it.
 *
 * @param vocabularySize V
 * @param hiddenSize H
 * @param cutoffs where the clusters begin, rising, between 1 and V - 1
 */
public record AdaptiveSoftmaxShape(int vocabularySize, int hiddenSize, List<Integer> cutoffs) {

  /** The quotient of the widths of two successive clusters. */
  private static final int SHRINKAGE = 4;

  public AdaptiveSoftmaxShape {
    cutoffs = List.copyOf(cutoffs);
    int min = 1;
    for (int cutoff : cutoffs) {
      if (cutoff < min || cutoff >= vocabularySize) {
        throw new IllegalArgumentException(
            "expected rising cut-offs from 1 to " + (vocabularySize - 1) + ", found " + cutoffs);
      }
      min = cutoff + 1;
    }
  }

  /** The number of clusters. */
  public int clusters() {
    return cutoffs.size();
  }

  /** The number of words in the head. */
  public int shortlist() {
    return cutoffs.get(0);
  }

  /** The first word of a cluster. */
  public int first(int cluster) {
    return cutoffs.get(cluster);
  }

  /** The number of words in a cluster. */
  public int size(int cluster) {
    int end = cluster + 1 < clusters() ? cutoffs.get(cluster + 1) : vocabularySize;
    return end - cutoffs.get(cluster);
  }

  /** The width of the projection through which a cluster sees the hidden state. */
  public int width(int cluster) {
    return width(hiddenSize, cluster);
  }

  static int width(int hiddenSize, int cluster) {
    return Math.max(1, hiddenSize / (int) Math.pow(SHRINKAGE, cluster + 1));
  }

  /**
   * The number of floats off the heap that such a layer takes in training for R rows, besides
   * parameters and gradient: a softmax for the head and each cluster, and R states for each
   * cluster.
   */
  public long workspace(long rows) {
    long floats = ClassSoftmax.workspace(shortlist() + clusters(), hiddenSize, rows);
    for (int cluster = 0; cluster < clusters(); cluster++) {
      floats += ClassSoftmax.workspace(size(cluster), width(cluster), rows) + rows * hiddenSize;
    }
    return floats;
  }

  /**
   * Adds the tensors of such a layer, under the names of PyTorch's {@code
   * AdaptiveLogSoftmaxWithLoss} with a bias in the head.
   *
   * @param prefix such as {@code decoder.}
   */
  public void addTo(TensorLayout.Builder layout, String prefix) {
    layout.add(prefix + "head.weight", shortlist() + clusters(), hiddenSize);
    layout.add(prefix + "head.bias", shortlist() + clusters());
    for (int cluster = 0; cluster < clusters(); cluster++) {
      layout.add(projection(prefix, cluster), width(cluster), hiddenSize);
      layout.add(words(prefix, cluster), size(cluster), width(cluster));
    }
  }

  /** Returns the name of the weight that projects the hidden state for a cluster, (K, H). */
  public static String projection(String prefix, int cluster) {
    return prefix + "tail." + cluster + ".0.weight";
  }

  /** Returns the name of the weight of a cluster's words, (C, K). */
  public static String words(String prefix, int cluster) {
    return prefix + "tail." + cluster + ".1.weight";
  }

  /** The views of a weight that has no bias. */
  static LinearWeights withoutBias(Parameters parameters, Gradient gradient, String weight) {
    return new LinearWeights(
        parameters.matrix(weight),
        FloatBuffer.allocate(0),
        gradient.matrix(weight),
        FloatBuffer.allocate(0));
  }
}
