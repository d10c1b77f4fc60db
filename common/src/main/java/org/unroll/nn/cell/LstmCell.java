package org.unroll.nn.cell;

import java.util.Arrays;
import java.util.List;
import org.unroll.math.Gemm;
import org.unroll.math.LstmBuffers;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;
import org.unroll.tensor.LinearWeights;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997; forget gates: Gers et al. 2000):
 *
 * <pre>
 * i, f, o = sigmoid(W_ih x + b_ih + W_hh h' + b_hh), g = tanh(likewise)
 * c = f c' + i g
 * h = o tanh(c)
 * </pre>
 *
 * The gates stand in PyTorch's order: i, f, g, o.
 */
public final class LstmCell implements RecurrentCell {

  private final CellShape shape;
  private final LinearWeights weights;
  private final PackedWeights product; // forward h' W_hh^T, backward dPre W_hh
  private final LstmBuffers steps;
  private final StateVector cell;

  public LstmCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = weights;
    this.product = new PackedWeights(weights.weight(), shape.batchSize());
    this.steps = new LstmBuffers(shape.timeSteps(), shape.batchSize(), shape.units());
    this.cell = new StateVector(shape, steps.cells(), steps.dCells());
  }

  @Override
  public int gates() {
    return LstmBuffers.GATES;
  }

  @Override
  public List<StateVector> carried() {
    return List.of(cell);
  }

  @Override
  public void prepareForward() {
    product.packTransposed();
  }

  @Override
  public void prepareBackward() {
    product.pack();
  }

  @Override
  public void addBias(float[] bias) {
    weights.addBias(bias, bias.length);
  }

  @Override
  public void forward(int step, StepBuffers buffers) {
    float[] pre = buffers.pre();
    int units = shape.units();
    int width = LstmBuffers.GATES * units;
    int slot = step * shape.size();
    product.multiplyAdd(buffers.recurrent(), slot, units, pre, buffers.preOffset(step), width);
    VectorMath.lstmForward(steps, step, pre, buffers.hidden().values());
  }

  @Override
  public void backward(int step, StepBuffers buffers) {
    float[] dPre = buffers.pre();
    float[] dHidden = buffers.hidden().gradient();
    int units = shape.units();
    int width = LstmBuffers.GATES * units;
    VectorMath.lstmBackward(steps, step, dHidden, dPre);
    Arrays.fill(dHidden, 0);
    product.multiplyAdd(dPre, buffers.preOffset(step), width, buffers.dRecurrent(), 0, units);
  }

  @Override
  public void weightGradient(int rows, Matrix dPre, Matrix recurrent, float[] dBias) {
    Gemm.transposedMultiply(rows, dPre, recurrent, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
  }

  @Override
  public void close() {
    product.close();
  }
}
