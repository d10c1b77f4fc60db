package org.unroll.nn.cell;

import java.util.Arrays;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.VectorMath;
import org.unroll.math.WeightProduct;
import org.unroll.tensor.LinearWeights;

/**
 * The gated recurrent unit as PyTorch and cuDNN have it, the reset gate behind the recurrent
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

  private static final int GATES = 3;

  private final CellShape shape;
  private final GruWeights weights;
  private final float[] gates; // (T, B, 3, H), after their non-linearities
  private final float[] products; // (T, B, H): W_hn h' + b_hn
  private final float[] candidateBias; // (H): b_hn
  private final float[] dProduct; // (B, H)
  private final float[] direct; // (B, H), what reaches h' past the products
  private final float[] dCandidateBias; // (H)
  private final OffHeapFloats memory;
  private final Matrix dProducts; // (T * B, H)

  public GruCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = new GruWeights(shape, weights);
    int values = shape.timeSteps() * shape.size();
    this.gates = new float[values * GATES];
    this.products = new float[values];
    this.candidateBias = new float[shape.units()];
    this.dProduct = new float[shape.size()];
    this.direct = new float[shape.size()];
    this.dCandidateBias = new float[shape.units()];
    this.memory = new OffHeapFloats(values);
    this.dProducts =
        Matrix.of(memory.buffer(), shape.timeSteps() * shape.batchSize(), shape.units());
  }

  @Override
  public int gates() {
    return GATES;
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
  public void forward(int step, float[] pre, int preOffset, float[] recurrent, float[] hidden) {
    int units = shape.units();
    int slot = step * shape.size();
    WeightProduct gateProduct = weights.gates();
    gateProduct.multiplyAdd(
        shape.batchSize(), recurrent, slot, units, pre, preOffset, GATES * units);
    for (int b = 0; b < shape.batchSize(); b++) {
      System.arraycopy(candidateBias, 0, products, slot + b * units, units);
    }
    weights
        .candidate()
        .multiplyAdd(shape.batchSize(), recurrent, slot, units, products, slot, units);
    for (int b = 0; b < shape.batchSize(); b++) {
      int before = slot + b * units;
      int after = before + shape.size();
      VectorMath.gruForward(
          pre,
          preOffset + b * GATES * units,
          products,
          before,
          hidden,
          before,
          gates,
          before * GATES,
          hidden,
          after,
          units);
    }
  }

  @Override
  public void backward(
      int step,
      float[] recurrent,
      float[] hidden,
      float[] dHidden,
      float[] dRecurrent,
      float[] dPre,
      int dPreOffset) {
    int units = shape.units();
    int slot = step * shape.size();
    if (step == shape.timeSteps() - 1) {
      Arrays.fill(dCandidateBias, 0);
    }
    for (int b = 0; b < shape.batchSize(); b++) {
      int row = b * units;
      int before = slot + row;
      VectorMath.gruBackward(
          gates,
          before * GATES,
          products,
          before,
          hidden,
          before,
          dHidden,
          row,
          dPre,
          dPreOffset + GATES * row,
          dProduct,
          row,
          direct,
          row,
          units);
      VectorMath.axpy(1, dProduct, row, dCandidateBias, 0, units);
    }
    System.arraycopy(direct, 0, dHidden, 0, shape.size());
    dProducts.put(step * shape.batchSize(), shape.batchSize(), dProduct, 0);
    weights
        .gates()
        .multiplyAdd(shape.batchSize(), dPre, dPreOffset, GATES * units, dRecurrent, 0, units);
    weights.candidate().multiplyAdd(shape.batchSize(), dProduct, 0, units, dRecurrent, 0, units);
  }

  @Override
  public void weightGradient(Matrix dPre, Matrix recurrent, float[] dBias) {
    int units = shape.units();
    weights.gradient(dPre, recurrent, dProducts, recurrent);
    weights.all().dBias().put(0, dBias, 0, 2 * units);
    weights.all().dBias().put(2 * units, dCandidateBias);
  }

  @Override
  public void close() {
    weights.close();
    memory.close();
  }
}
