package org.unroll.nn.cell;

import java.util.Arrays;
import org.unroll.math.GruBuffers;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * The gated recurrent unit as PyTorch and cuDNN have it, the reset gate after the recurrent
 * product:
 *
 * <pre>
 * r, z = sigmoid(W_ih x + b_ih + W_hh h' + b_hh)
 * n = tanh(W_in x + b_in + r (W_hn h' + b_hn))
 * h = (1 - z) n + z h'
 * </pre>
 *
 * The gates stand in PyTorch's order: r, z, n.
 */
public final class GruCell implements RecurrentCell {

  private final CellShape shape;
  private final GruWeights weights;
  private final GruBuffers steps;
  private final float[] candidateBias; // (H): b_hn
  private final float[] dCandidateBias; // (H)
  private final OffHeapFloats memory;
  private final Matrix dProducts; // (T * B, H)

  public GruCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = new GruWeights(shape, weights);
    int values = shape.timeSteps() * shape.size();
    this.steps = new GruBuffers(shape.timeSteps(), shape.batchSize(), shape.units());
    this.candidateBias = new float[shape.units()];
    this.dCandidateBias = new float[shape.units()];
    this.memory = new OffHeapFloats(values);
    this.dProducts =
        Matrix.of(memory.buffer(), shape.timeSteps() * shape.batchSize(), shape.units());
  }

  @Override
  public int gates() {
    return GruBuffers.GATES;
  }

  @Override
  public void prepareForward() {
    weights.prepareForward();
    weights.all().bias().get(2 * shape.units(), candidateBias);
  }

  @Override
  public void prepareBackward() {
    weights.prepareBackward();
  }

  @Override
  public void addBias(float[] bias) {
    weights.all().addBias(bias, 2 * shape.units());
  }

  @Override
  public void forward(int step, StepBuffers buffers) {
    float[] pre = buffers.pre();
    float[] recurrent = buffers.recurrent();
    float[] products = steps.products();
    int batchSize = shape.batchSize();
    int units = shape.units();
    int width = GruBuffers.GATES * units;
    int slot = step * shape.size();
    weights.gates().multiplyAdd(recurrent, slot, units, pre, buffers.preOffset(step), width);
    for (int b = 0; b < batchSize; b++) {
      System.arraycopy(candidateBias, 0, products, slot + b * units, units);
    }
    weights.candidate().multiplyAdd(recurrent, slot, units, products, slot, units);
    VectorMath.gruForward(steps, step, pre, buffers.hidden().values());
  }

  @Override
  public void beginBackward() {
    Arrays.fill(dCandidateBias, 0);
  }

  @Override
  public void backward(int step, StepBuffers buffers) {
    float[] dPre = buffers.pre();
    float[] dHidden = buffers.hidden().gradient();
    float[] dRecurrent = buffers.dRecurrent();
    float[] dProduct = steps.dProducts();
    int batchSize = shape.batchSize();
    int units = shape.units();
    int width = GruBuffers.GATES * units;
    VectorMath.gruBackward(steps, step, buffers.hidden().values(), dHidden, dPre);
    for (int b = 0; b < batchSize; b++) {
      VectorMath.axpy(1, dProduct, b * units, dCandidateBias, 0, units);
    }
    System.arraycopy(steps.dPrevious(), 0, dHidden, 0, shape.size());
    dProducts.put(step * batchSize, batchSize, dProduct, 0);
    weights.gates().multiplyAdd(dPre, buffers.preOffset(step), width, dRecurrent, 0, units);
    weights.candidate().multiplyAdd(dProduct, 0, units, dRecurrent, 0, units);
  }

  @Override
  public void weightGradient(int rows, Matrix dPre, Matrix recurrent, float[] dBias) {
    int units = shape.units();
    weights.gradient(rows, dPre, recurrent, dProducts, recurrent);
    weights.all().dBias().put(0, dBias, 0, 2 * units);
    weights.all().dBias().put(2 * units, dCandidateBias);
  }

  @Override
  public void close() {
    weights.close();
    memory.close();
  }
}
