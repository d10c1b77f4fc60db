package org.unroll.nn.cell;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * The gated recurrent unit as first published and as lectures give it (Cho et al. 2014; Chung et
 * al. 2014), the reset gate before the recurrent product:
 *
 * <pre>
 * r, z = sigmoid(W_ih x + b_ih + W_hh h' + b_hh)
 * n = tanh(W_in x + b_in + W_hn (r h') + b_hn)
 * h = (1 - z) h' + z n
 * </pre>
 *
 * Note that z weighs the new candidate here and the old state in {@link GruCell}.
 */
public final class ResetBeforeGruCell implements RecurrentCell {

  private static final int GATES = 3;

  private final CellShape shape;
  private final GruWeights weights;
  private final float[] gates; // (T, B, 3, H), after their non-linearities
  private final float[] resets; // (T, B, H): r h'
  private final float[] dCandidate; // (B, H)
  private final float[] dReset; // (B, H)
  private final OffHeapFloats resetMemory;
  private final OffHeapFloats dCandidateMemory;
  private final Matrix resetRows; // (T * B, H)
  private final Matrix dCandidateRows; // (T * B, H)

  public ResetBeforeGruCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = new GruWeights(shape, weights);
    int values = shape.timeSteps() * shape.size();
    int rows = shape.timeSteps() * shape.batchSize();
    this.gates = new float[values * GATES];
    this.resets = new float[values];
    this.dCandidate = new float[shape.size()];
    this.dReset = new float[shape.size()];
    this.resetMemory = new OffHeapFloats(values);
    this.dCandidateMemory = new OffHeapFloats(values);
    this.resetRows = Matrix.of(resetMemory.buffer(), rows, shape.units());
    this.dCandidateRows = Matrix.of(dCandidateMemory.buffer(), rows, shape.units());
  }

  @Override
  public int gates() {
    return GATES;
  }

  @Override
  public void prepareForward() {
    weights.prepareForward();
  }

  @Override
  public void prepareBackward() {
    weights.prepareBackward();
  }

  @Override
  public void addBias(float[] bias) {
    weights.all().addBias(bias, bias.length);
  }

  @Override
  public void forward(int step, StepBuffers buffers) {
    float[] pre = buffers.pre();
    float[] recurrent = buffers.recurrent();
    int preOffset = buffers.preOffset(step);
    int units = shape.units();
    int width = GATES * units;
    int batchSize = shape.batchSize();
    int slot = step * shape.size();
    weights.gates().multiplyAdd(recurrent, slot, units, pre, preOffset, width);
    for (int b = 0; b < batchSize; b++) {
      int row = slot + b * units;
      VectorMath.sigmoid(pre, preOffset + b * width, gates, row * GATES, 2 * units);
      VectorMath.multiply(gates, row * GATES, recurrent, row, resets, row, units);
    }
    int candidateOffset = preOffset + 2 * units;
    weights.candidate().multiplyAdd(resets, slot, units, pre, candidateOffset, width);
    for (int b = 0; b < batchSize; b++) {
      int row = slot + b * units;
      VectorMath.tanh(pre, candidateOffset + b * width, gates, row * GATES + 2 * units, units);
      blend(row, buffers.hidden().values());
    }
  }

  /** {@code h = (1 - z) h' + z n} of one sequence, h' at {@code row}. */
  private void blend(int row, float[] hidden) {
    int units = shape.units();
    int z = row * GATES + units;
    int n = z + units;
    for (int j = 0; j < units; j++) {
      float before = hidden[row + j];
      hidden[row + shape.size() + j] = before + gates[z + j] * (gates[n + j] - before);
    }
  }

  @Override
  public void backward(int step, StepBuffers buffers) {
    float[] dPre = buffers.pre();
    float[] dRecurrent = buffers.dRecurrent();
    int dPreOffset = buffers.preOffset(step);
    int units = shape.units();
    int width = GATES * units;
    int batchSize = shape.batchSize();
    backwardBlend(step, buffers);
    weights.candidate().multiplyAdd(dCandidate, 0, units, dReset, 0, units);
    backwardReset(step, buffers);
    weights.gates().multiplyAdd(dPre, dPreOffset, width, dRecurrent, 0, units);
    dCandidateRows.put(step * batchSize, batchSize, dCandidate, 0);
  }

  /** The gradients of z and n, and of h' past the products; zeroes that of r h'. */
  private void backwardBlend(int step, StepBuffers buffers) {
    float[] hidden = buffers.hidden().values();
    float[] dHidden = buffers.hidden().gradient();
    float[] dPre = buffers.pre();
    int dPreOffset = buffers.preOffset(step);
    int units = shape.units();
    int slot = step * shape.size();
    for (int i = 0; i < shape.size(); i++) {
      int j = i % units;
      int offset = (i - j) * GATES + j;
      float z = gates[slot * GATES + offset + units];
      float n = gates[slot * GATES + offset + 2 * units];
      dCandidate[i] = dHidden[i] * z * (1 - n * n);
      dPre[dPreOffset + offset + units] = dHidden[i] * (n - hidden[slot + i]) * z * (1 - z);
      dPre[dPreOffset + offset + 2 * units] = dCandidate[i];
      dHidden[i] *= 1 - z;
      dReset[i] = 0;
    }
  }

  /** The gradient of r, and of h' through r h'. */
  private void backwardReset(int step, StepBuffers buffers) {
    float[] recurrent = buffers.recurrent();
    float[] dRecurrent = buffers.dRecurrent();
    float[] dPre = buffers.pre();
    int dPreOffset = buffers.preOffset(step);
    int units = shape.units();
    int slot = step * shape.size();
    for (int i = 0; i < shape.size(); i++) {
      int j = i % units;
      int offset = (i - j) * GATES + j;
      float r = gates[slot * GATES + offset];
      dPre[dPreOffset + offset] = dReset[i] * recurrent[slot + i] * r * (1 - r);
      dRecurrent[i] += dReset[i] * r;
    }
  }

  @Override
  public void weightGradient(int rows, Matrix dPre, Matrix recurrent, float[] dBias) {
    resetRows.put(0, rows, resets, 0);
    weights.gradient(rows, dPre, recurrent, dCandidateRows, resetRows);
    weights.all().dBias().put(0, dBias);
  }

  @Override
  public void close() {
    weights.close();
    resetMemory.close();
    dCandidateMemory.close();
  }
}
