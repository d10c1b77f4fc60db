package org.unroll.nn.attention;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;
import org.unroll.tensor.Gradient;
import org.unroll.tensor.Parameters;
import org.unroll.tensor.TensorLayout;

/**
 * Additive attention (Bahdanau et al. 2015): the state h of a decoder gets the mean of the vectors
 * m of a source, weighted by how well each answers to it:
 *
 * <pre>
 * e_j = v . tanh(W_q h + W_k m_j), a = softmax(e), context = sum a_j m_j
 * </pre>
 *
 * <p>The keys {@code W_k m_j} are one product for a batch, and the gradients of the weights are one
 * product each. Of the N units of {@code tanh} nothing is kept for the way back: to compute them
 * again costs less than the memory of all pairs of steps and positions. Steps of targets that have
 * ended are skipped, and so are positions past the ends of the sources.
 */
public final class AdditiveAttention implements AutoCloseable {

  private final int batchSize;
  private final int positions; // S
  private final int inputs; // H
  private final int width; // C
  private final int units; // N
  private final Matrix keyWeight; // (N, C)
  private final Matrix dKeyWeight; // (N, C)
  private final Matrix dQueryWeight; // (N, H)
  private final PackedWeights queryWeight; // forward h W_q^T, backward dq W_q
  private final FloatBuffer energyWeight; // (N)
  private final FloatBuffer dEnergyWeight; // (N)
  private final OffHeapFloats keyMemory;
  private final Matrix keyRows; // (S * B, N)
  private final Matrix dKeyRows; // (S * B, N)
  private final Matrix dQueryRows; // (T * B, N)
  private final float[] energy; // v, (N)
  private final float[] dEnergy; // (N)
  private final float[] vectors; // m, (S, B, C)
  private final float[] dVectors; // (S, B, C)
  private final float[] keys; // (S, B, N)
  private final float[] dKeys; // (S, B, N)
  private final float[] queries; // (T, B, N)
  private final float[] dQueries; // (T, B, N)
  private final float[] weights; // a, (T, B, S)
  private final float[] dWeights; // (S), of one step of one sequence
  private final float[] context; // (B, C)
  private final float[] sum; // (N): W_q h + W_k m_j
  private final float[] activation; // (N): its tanh
  private final int[] lengths; // (B), of the sources
  private int rows; // of the positions of the longest source

  /**
   * Builds a layer over views of a model's blocks.
   *
   * @param prefix of the tensors' names, as {@link #addTo} added them
   * @param positions S, the maximum length of a source
   * @param timeSteps T, the maximum number of the decoder's steps
   * @param batchSize B
   */
  public AdditiveAttention(
      Parameters parameters,
      Gradient gradient,
      String prefix,
      int positions,
      int timeSteps,
      int batchSize) {
    this.batchSize = batchSize;
    this.positions = positions;
    this.keyWeight = parameters.matrix(prefix + "key.weight");
    this.dKeyWeight = gradient.matrix(prefix + "key.weight");
    this.dQueryWeight = gradient.matrix(prefix + "query.weight");
    this.energyWeight = parameters.view(prefix + "energy.weight");
    this.dEnergyWeight = gradient.view(prefix + "energy.weight");
    this.inputs = dQueryWeight.columns();
    this.width = keyWeight.columns();
    this.units = keyWeight.rows();
    this.queryWeight = new PackedWeights(parameters.matrix(prefix + "query.weight"), batchSize);
    int sourceRows = Math.multiplyExact(positions, batchSize);
    int targetRows = Math.multiplyExact(timeSteps, batchSize);
    this.vectors = new float[Math.multiplyExact(sourceRows, width)];
    this.dVectors = new float[vectors.length];
    this.keys = new float[Math.multiplyExact(sourceRows, units)];
    this.dKeys = new float[keys.length];
    this.queries = new float[Math.multiplyExact(targetRows, units)];
    this.dQueries = new float[queries.length];
    this.weights = new float[Math.multiplyExact(targetRows, positions)];
    this.dWeights = new float[positions];
    this.context = new float[batchSize * width];
    this.energy = new float[units];
    this.dEnergy = new float[units];
    this.sum = new float[units];
    this.activation = new float[units];
    this.lengths = new int[batchSize];
    this.keyMemory = new OffHeapFloats(keys.length);
    this.keyRows = Matrix.of(keyMemory.buffer(), sourceRows, units);
    this.dKeyRows = Matrix.of(dKeys, sourceRows, units);
    this.dQueryRows = Matrix.of(dQueries, targetRows, units);
  }

  /**
   * Adds the tensors of such a layer: {@code query.weight}, (N, H), {@code key.weight}, (N, C), and
   * {@code energy.weight}, (1, N).
   *
   * @param inputs H, the width of the decoder's state
   * @param width C, the width of the source's vectors
   * @param units N
   */
  public static void addTo(
      TensorLayout.Builder layout, String prefix, int inputs, int width, int units) {
    layout.add(prefix + "query.weight", units, inputs);
    layout.add(prefix + "key.weight", units, width);
    layout.add(prefix + "energy.weight", 1, units);
  }

  /**
   * Begins a batch: computes the keys.
   *
   * @param source m, (S * B, C)
   * @param sourceLengths (B), each from 0 to S; the context of an empty source is zero
   */
  public void begin(Matrix source, int[] sourceLengths) {
    queryWeight.packTransposed();
    energyWeight.get(0, energy);
    System.arraycopy(sourceLengths, 0, lengths, 0, batchSize);
    int longest = 0;
    for (int length : lengths) {
      longest = Math.max(longest, length);
    }
    rows = longest * batchSize;
    Gemm.multiplyTransposed(rows, source, keyWeight, 0, keyRows);
    keyRows.get(0, rows, keys, 0);
    source.get(0, rows, vectors, 0);
  }

  /**
   * Takes one step.
   *
   * @param hidden h of all sequences, (B, H), from {@code offset} on
   * @param targetLengths (B): sequences that have ended before the step have the context zero
   * @return the contexts, (B, C); valid until the next call
   */
  public float[] forward(int step, float[] hidden, int offset, int[] targetLengths) {
    int slot = step * batchSize * units;
    Arrays.fill(queries, slot, slot + batchSize * units, 0);
    queryWeight.multiplyAdd(hidden, offset, inputs, queries, slot, units);
    Arrays.fill(context, 0);
    int row = step * batchSize * positions;
    Arrays.fill(weights, row, row + batchSize * positions, 0);
    for (int b = 0; b < batchSize; b++) {
      if (takesPart(b, step, targetLengths)) {
        attend(b, slot + b * units, row + b * positions);
      }
    }
    return context;
  }

  private boolean takesPart(int b, int step, int[] targetLengths) {
    return step < targetLengths[b] && lengths[b] > 0;
  }

  /** Computes the weights and the context of one sequence. */
  private void attend(int b, int query, int row) {
    int length = lengths[b];
    for (int j = 0; j < length; j++) {
      activate(query, key(b, j));
      weights[row + j] = (float) VectorMath.dot(energy, 0, activation, 0, units);
    }
    float max = VectorMath.max(weights, row, length);
    double total = VectorMath.exp(weights, row, max, 1, weights, row, length);
    VectorMath.clip((float) (1 / total), Float.POSITIVE_INFINITY, weights, row, length);
    for (int j = 0; j < length; j++) {
      VectorMath.axpy(weights[row + j], vectors, vector(b, j), context, b * width, width);
    }
  }

  private void activate(int query, int key) {
    System.arraycopy(queries, query, sum, 0, units);
    VectorMath.axpy(1, keys, key, sum, 0, units);
    VectorMath.tanh(sum, 0, activation, 0, units);
  }

  private int key(int b, int position) {
    return (position * batchSize + b) * units;
  }

  private int vector(int b, int position) {
    return (position * batchSize + b) * width;
  }

  /** The weights of the steps taken, (T, B, S): zero past the ends of sources and targets. */
  public float[] weights() {
    return weights;
  }

  /** Prepares to go back: zeroes the sums over the steps. */
  public void beginBackward() {
    queryWeight.pack();
    Arrays.fill(dVectors, 0, rows * width, 0);
    Arrays.fill(dKeys, 0, rows * units, 0);
    Arrays.fill(dEnergy, 0);
  }

  /**
   * Takes one step backward:
   *
   * <pre>
   * da_j = dcontext . m_j, de_j = a_j (da_j - sum a_i da_i)
   * dq = sum_j dk_j, dk_j = de_j v (1 - tanh^2), dv = sum_j de_j tanh, dm_j = a_j dcontext
   * </pre>
   *
   * @param dContext (B, C)
   * @param targetLengths as {@link #forward} had them
   * @param dHidden (B, H), to which the gradient is added
   */
  public void backward(int step, float[] dContext, int[] targetLengths, float[] dHidden) {
    int slot = step * batchSize * units;
    Arrays.fill(dQueries, slot, slot + batchSize * units, 0);
    for (int b = 0; b < batchSize; b++) {
      if (takesPart(b, step, targetLengths)) {
        int row = (step * batchSize + b) * positions;
        goBack(b, dContext, row);
        goBackFromEnergies(b, slot + b * units);
      }
    }
    queryWeight.multiplyAdd(dQueries, slot, units, dHidden, 0, inputs);
  }

  /** Computes the gradient of the energies of one sequence, and adds that of its vectors. */
  private void goBack(int b, float[] dContext, int row) {
    double mean = 0;
    for (int j = 0; j < lengths[b]; j++) {
      int vector = vector(b, j);
      float weight = weights[row + j];
      dWeights[j] = (float) VectorMath.dot(dContext, b * width, vectors, vector, width);
      mean += weight * dWeights[j];
      VectorMath.axpy(weight, dContext, b * width, dVectors, vector, width);
    }
    for (int j = 0; j < lengths[b]; j++) {
      dWeights[j] = (float) (weights[row + j] * (dWeights[j] - mean));
    }
  }

  private void goBackFromEnergies(int b, int query) {
    for (int j = 0; j < lengths[b]; j++) {
      int key = key(b, j);
      activate(query, key);
      VectorMath.axpy(dWeights[j], activation, 0, dEnergy, 0, units);
      VectorMath.multiply(activation, 0, activation, 0, activation, 0, units);
      VectorMath.multiply(energy, 0, activation, 0, sum, 0, units);
      VectorMath.axpby(-dWeights[j], dWeights[j], energy, 0, sum, 0, units);
      VectorMath.axpy(1, sum, 0, dKeys, key, units);
      VectorMath.axpy(1, sum, 0, dQueries, query, units);
    }
  }

  /**
   * Writes the gradients of the weights and of the source, after all steps have been gone back.
   *
   * @param targetRows the rows of the steps that were taken
   * @param hidden (T * B, H), what the steps read
   * @param source as {@link #begin} had it
   * @param dSource (S * B, C), of which the rows as far as the longest source reaches are written
   */
  public void endBackward(int targetRows, Matrix hidden, Matrix source, Matrix dSource) {
    Gemm.transposedMultiply(targetRows, dQueryRows, hidden, 0, dQueryWeight);
    Gemm.transposedMultiply(rows, dKeyRows, source, 0, dKeyWeight);
    dEnergyWeight.put(0, dEnergy);
    dSource.put(0, rows, dVectors, 0);
    Gemm.multiply(rows, dKeyRows, keyWeight, 1, dSource);
  }

  @Override
  public void close() {
    queryWeight.close();
    keyMemory.close();
  }
}
