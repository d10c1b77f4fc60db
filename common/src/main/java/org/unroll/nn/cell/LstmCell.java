package org.unroll.nn.cell;

import java.util.Arrays;
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
  private final LstmBuffers buffers;

  public LstmCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = weights;
    this.product = new PackedWeights(weights.weight(), shape.batchSize());
    this.buffers = new LstmBuffers(shape.timeSteps(), shape.batchSize(), shape.units());
  }

  @Override
  public int gates() {
    return LstmBuffers.GATES;
  }

  @Override
  public int states() {
    return 2;
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
  public void forward(int step, float[] pre, float[] recurrent, float[] hidden) {
    int units = shape.units();
    int slot = step * shape.size();
    int width = LstmBuffers.GATES * units;
    product.multiplyAdd(recurrent, slot, units, pre, slot * LstmBuffers.GATES, width);
    VectorMath.lstmForward(buffers, step, pre, hidden);
  }

  @Override
  public void backward(
      int step,
      float[] recurrent,
      float[] hidden,
      float[] dHidden,
      float[] dRecurrent,
      float[] dPre) {
    int units = shape.units();
    int width = LstmBuffers.GATES * units;
    if (step == shape.timeSteps() - 1) {
      int dLastCell = buffers.dCellOffset(shape.timeSteps(), 0);
      Arrays.fill(buffers.dCells(), dLastCell, dLastCell + shape.size(), 0);
    }
    VectorMath.lstmBackward(buffers, step, dHidden, dPre);
    Arrays.fill(dHidden, 0);
    int dPreOffset = step * shape.size() * LstmBuffers.GATES;
    product.multiplyAdd(dPre, dPreOffset, width, dRecurrent, 0, units);
  }

  @Override
  public void weightGradient(Matrix dPre, Matrix recurrent, float[] dBias) {
    Gemm.transposedMultiply(recurrent.rows(), dPre, recurrent, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
  }

  @Override
  public void carry() {
    float[] cells = buffers.cells();
    System.arraycopy(cells, shape.timeSteps() * shape.size(), cells, 0, shape.size());
  }

  @Override
  public void beginSequence(int stream) {
    Arrays.fill(buffers.cells(), stream * shape.units(), (stream + 1) * shape.units(), 0);
  }

  @Override
  public void setState(float[] state, int offset) {
    System.arraycopy(state, offset, buffers.cells(), 0, shape.size());
  }

  @Override
  public void copyStateTo(float[] state, int offset) {
    System.arraycopy(buffers.cells(), 0, state, offset, shape.size());
  }

  @Override
  public void close() {
    product.close();
  }
}
