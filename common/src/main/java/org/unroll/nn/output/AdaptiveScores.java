package org.unroll.nn.output;

import java.nio.FloatBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * The log-probabilities of all words in an {@link AdaptiveSoftmaxOutput}, for a block of
 * predictions at a time. Training needs none of them, so their memory is allocated at the first
 * use.
 */
final class AdaptiveScores implements AutoCloseable {

  /** The maximum number of predictions that are scored together. */
  private static final int BLOCK = 16;

  /** The memory for a block of predictions, and its parts. */
  private static final class Workspace implements AutoCloseable {

    private final OffHeapFloats scoreMemory;
    private final OffHeapFloats headMemory;
    private final OffHeapFloats projectedMemory;
    final Matrix words; // (BLOCK, V)
    final Matrix head; // (BLOCK, shortlist + clusters)
    final Matrix[] projected; // (BLOCK, K) of each cluster, the same memory
    final Matrix[] clusters; // (BLOCK, C) of each cluster
    final float[] row; // (V)
    final float[] classes; // (shortlist + clusters)
    final float[] scratch; // (V)

    Workspace(AdaptiveSoftmaxShape shape, int rows) {
      int classCount = shape.shortlist() + shape.clusters();
      scoreMemory = new OffHeapFloats(Math.multiplyExact(rows, shape.vocabularySize()));
      headMemory = new OffHeapFloats(rows * classCount);
      projectedMemory = new OffHeapFloats(rows * shape.hiddenSize());
      words = Matrix.of(scoreMemory.buffer(), rows, shape.vocabularySize());
      head = Matrix.of(headMemory.buffer(), rows, classCount);
      projected = new Matrix[shape.clusters()];
      clusters = new Matrix[shape.clusters()];
      for (int cluster = 0; cluster < clusters.length; cluster++) {
        projected[cluster] = Matrix.of(projectedMemory.buffer(), rows, shape.width(cluster));
        clusters[cluster] = words.columns(shape.first(cluster), shape.size(cluster));
      }
      row = new float[shape.vocabularySize()];
      classes = new float[classCount];
      scratch = new float[shape.vocabularySize()];
    }

    @Override
    public void close() {
      scoreMemory.close();
      headMemory.close();
      projectedMemory.close();
    }
  }

  private final AdaptiveSoftmaxShape shape;
  private final LinearWeights head;
  private final Cluster[] clusters;
  private final int blockRows;
  private @Nullable Workspace workspace;
  private @Nullable Matrix hidden;
  private int predictions;
  private int scored; // the block in the workspace, or -1

  AdaptiveScores(AdaptiveSoftmaxShape shape, LinearWeights head, Cluster[] clusters, int maxRows) {
    this.shape = shape;
    this.head = head;
    this.clusters = clusters;
    this.blockRows = Math.min(BLOCK, maxRows);
  }

  /** Takes the states of a batch's predictions, (R, H). */
  void begin(Matrix states, int count) {
    hidden = states;
    predictions = count;
    scored = -1;
  }

  /** The log-probabilities of all words in a prediction, (V); valid until the next call. */
  float[] of(int prediction, double headNormalizer) {
    if (workspace == null) {
      workspace = new Workspace(shape, blockRows);
    }
    if (scored != prediction / blockRows) {
      scored = prediction / blockRows;
      score(workspace, scored * blockRows);
    }
    int i = prediction % blockRows;
    workspace.head.get(i, 1, workspace.classes, 0);
    workspace.words.get(i, 1, workspace.row, 0);
    int shortlist = shape.shortlist();
    for (int word = 0; word < shortlist; word++) {
      workspace.row[word] = (float) (workspace.classes[word] - headNormalizer);
    }
    for (int cluster = 0; cluster < clusters.length; cluster++) {
      int first = shape.first(cluster);
      int size = shape.size(cluster);
      float max = VectorMath.max(workspace.row, first, size);
      double sum = VectorMath.exp(workspace.row, first, max, 1, workspace.scratch, 0, size);
      double shift =
          workspace.classes[shortlist + cluster] - headNormalizer - max - StrictMath.log(sum);
      for (int word = first; word < first + size; word++) {
        workspace.row[word] += (float) shift;
      }
    }
    return workspace.row;
  }

  /** Computes all products of the predictions from {@code first} on. */
  private void score(Workspace into, int first) {
    int rows = Math.min(blockRows, predictions - first);
    Matrix states = Objects.requireNonNull(hidden).rows(first, rows);
    FloatBuffer bias = head.bias();
    bias.get(0, into.classes);
    into.head.fillRows(rows, into.classes, 0);
    Gemm.multiplyTransposed(rows, states, head.weight(), 1, into.head);
    for (int cluster = 0; cluster < clusters.length; cluster++) {
      Matrix projected = into.projected[cluster];
      Gemm.multiplyTransposed(rows, states, clusters[cluster].projection(), 0, projected);
      Gemm.multiplyTransposed(
          rows, projected, clusters[cluster].words(), 0, into.clusters[cluster]);
    }
  }

  @Override
  public void close() {
    if (workspace != null) {
      workspace.close();
    }
  }
}
