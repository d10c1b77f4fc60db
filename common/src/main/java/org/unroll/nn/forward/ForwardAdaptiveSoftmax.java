package org.unroll.nn.forward;

import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.nn.output.AdaptiveSoftmaxShape;
import org.unroll.tensor.TensorBlock;

/**
 * An adaptive softmax: the log-probabilities of all words that {@link
 * org.unroll.nn.output.AdaptiveSoftmaxOutput} computes.
 */
public final class ForwardAdaptiveSoftmax implements ForwardOutput {

  /**
   * The weights of a cluster of rare words.
   *
   * @param projection (K, H)
   * @param words (C, K)
   */
  private record Tail(PackedLinear projection, PackedLinear words) {}

  private final AdaptiveSoftmaxShape shape;
  private final PackedLinear head; // (shortlist + clusters, H)
  private final Tail[] tails;

  /**
   * Packs the weights of such a layer.
   *
   * @param prefix of the tensors' names, as {@link AdaptiveSoftmaxShape#addTo} added them
   */
  public ForwardAdaptiveSoftmax(AdaptiveSoftmaxShape shape, TensorBlock tensors, String prefix) {
    this.shape = shape;
    Matrix headWeight = tensors.matrix(prefix + "head.weight");
    this.head = PackedLinear.of(headWeight, tensors.view(prefix + "head.bias"));
    this.tails = new Tail[shape.clusters()];
    for (int i = 0; i < tails.length; i++) {
      tails[i] =
          new Tail(
              PackedLinear.of(tensors.matrix(AdaptiveSoftmaxShape.projection(prefix, i))),
              PackedLinear.of(tensors.matrix(AdaptiveSoftmaxShape.words(prefix, i))));
    }
  }

  @Override
  public Workspace newWorkspace(int rows) {
    return new Workspace(rows, shape.vocabularySize(), headClasses(), shape.width(0));
  }

  @Override
  public long workspaceBytes() {
    long perRow = headClasses() + shape.width(0);
    return (shape.vocabularySize() + ForwardWorkspace.MAX_ROWS * perRow) * Float.BYTES;
  }

  private int headClasses() {
    return shape.shortlist() + shape.clusters();
  }

  /** The scores are log-probabilities, so their {@code logSumExp} is 0. */
  @Override
  public void scores(
      int rows,
      float[] hidden,
      int offset,
      int stride,
      float[] scores,
      double[] logSumExp,
      Workspace workspace) {
    int words = shape.vocabularySize();
    head.apply(rows, hidden, offset, stride, workspace.head, 0, headClasses());
    for (int i = 0; i < tails.length; i++) {
      int width = shape.width(i);
      float[] projected = workspace.projected;
      tails[i].projection.apply(rows, hidden, offset, stride, projected, 0, width);
      tails[i].words.apply(rows, projected, 0, width, scores, shape.first(i), words);
    }
    for (int row = 0; row < rows; row++) {
      normalize(row * headClasses(), scores, row * words, workspace);
      logSumExp[row] = 0;
    }
  }

  /** Turns the logits of one row into log-probabilities. */
  private void normalize(int headOffset, float[] scores, int offset, Workspace workspace) {
    float[] classes = workspace.head;
    float[] exponentials = workspace.exponentials;
    double headNormalizer =
        ForwardSoftmax.logSumExp(classes, headOffset, headClasses(), exponentials);
    for (int word = 0; word < shape.shortlist(); word++) {
      scores[offset + word] = (float) (classes[headOffset + word] - headNormalizer);
    }
    for (int i = 0; i < tails.length; i++) {
      int begin = offset + shape.first(i);
      int size = shape.size(i);
      float largest = VectorMath.max(scores, begin, size);
      double sum = VectorMath.exp(scores, begin, largest, 1, exponentials, 0, size);
      double cluster = classes[headOffset + shape.shortlist() + i];
      float shift = (float) (cluster - headNormalizer - largest - StrictMath.log(sum));
      for (int word = begin; word < begin + size; word++) {
        scores[word] += shift;
      }
    }
  }

  @Override
  public long bytes() {
    long bytes = head.bytes();
    for (Tail tail : tails) {
      bytes += tail.projection.bytes() + tail.words.bytes();
    }
    return bytes;
  }

  @Override
  public void close() {
    head.close();
    for (Tail tail : tails) {
      tail.projection.close();
      tail.words.close();
    }
  }
}
