package org.unroll.nn.cell;

import java.util.Arrays;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.VectorMath;
import org.unroll.math.WeightProduct;
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

  private static final int GATES = 4;

  private final CellShape shape;
  private final LinearWeights weights;
  private final WeightProduct product; // forward h' W_hh^T, backward dPre W_hh
  private final float[] gates; // (T, B, 4, H), after their non-linearities
  private final float[] cells; // (T + 1, B, H), c' of a step in its slot
  private final float[] tanhCells; // (T, B, H), tanh c
  private float[] dCell; // (B, H)
  private float[] dPreviousCell; // (B, H)

  public LstmCell(CellShape shape, LinearWeights weights) {
    this.shape = shape;
    this.weights = weights;
    this.product = WeightProduct.of(weights.weight(), shape.batchSize());
    this.gates = new float[shape.timeSteps() * shape.size() * GATES];
    this.cells = new float[(shape.timeSteps() + 1) * shape.size()];
    this.tanhCells = new float[shape.timeSteps() * shape.size()];
    this.dCell = new float[shape.size()];
    this.dPreviousCell = new float[shape.size()];
  }

  @Override
  public int gates() {
    return GATES;
  }

  @Override
  public int states() {
    return 2;
  }

  @Override
  public void prepareForward() {
    product.loadTransposed();
  }

  @Override
  public void prepareBackward() {
    product.load();
  }

  @Override
  public void addBias(float[] bias) {
    weights.addBias(bias, bias.length);
  }

  @Override
  public void forward(int step, float[] pre, int preOffset, float[] recurrent, float[] hidden) {
    int units = shape.units();
    int width = GATES * units;
    int slot = step * shape.size();
    product.multiplyAdd(shape.batchSize(), recurrent, slot, units, pre, preOffset, width);
    for (int b = 0; b < shape.batchSize(); b++) {
      int before = slot + b * units;
      int after = before + shape.size();
      VectorMath.lstmForward(
          pre,
          preOffset + b * width,
          cells,
          before,
          gates,
          before * GATES,
          cells,
          after,
          tanhCells,
          before,
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
    int width = GATES * units;
    if (step == shape.timeSteps() - 1) {
      Arrays.fill(dCell, 0);
    }
    for (int b = 0; b < shape.batchSize(); b++) {
      int row = b * units;
      int before = step * shape.size() + row;
      VectorMath.lstmBackward(
          gates,
          before * GATES,
          cells,
          before,
          tanhCells,
          before,
          dHidden,
          row,
          dCell,
          row,
          dPre,
          dPreOffset + b * width,
          dPreviousCell,
          row,
          units);
    }
    float[] used = dCell;
    dCell = dPreviousCell;
    dPreviousCell = used;
    Arrays.fill(dHidden, 0);
    product.multiplyAdd(shape.batchSize(), dPre, dPreOffset, width, dRecurrent, 0, units);
  }

  @Override
  public void weightGradient(Matrix dPre, Matrix recurrent, float[] dBias) {
    Gemm.transposedMultiply(recurrent.rows(), dPre, recurrent, 0, weights.dWeight());
    weights.dBias().put(0, dBias);
  }

  @Override
  public void carry() {
    System.arraycopy(cells, shape.timeSteps() * shape.size(), cells, 0, shape.size());
  }

  @Override
  public void beginSequence(int stream) {
    Arrays.fill(cells, stream * shape.units(), (stream + 1) * shape.units(), 0);
  }

  @Override
  public void setState(float[] state, int offset) {
    System.arraycopy(state, offset, cells, 0, shape.size());
  }

  @Override
  public void copyStateTo(float[] state, int offset) {
    System.arraycopy(cells, 0, state, offset, shape.size());
  }

  @Override
  public void close() {
    product.close();
  }
}
