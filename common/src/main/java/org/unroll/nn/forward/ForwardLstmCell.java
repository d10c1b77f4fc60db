package org.unroll.nn.forward;

import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;

/** One step of long short-term memory. */
record ForwardLstmCell(int units, PackedWeights weights) implements ForwardCell {

  @Override
  public int states() {
    return 2;
  }

  @Override
  public void step(int rows, int preOffset, ForwardWorkspace workspace) {
    int width = 4 * units;
    float[] pre = workspace.pre;
    weights.multiplyAdd(rows, workspace.before, 0, units, pre, preOffset, width);
    for (int row = 0; row < rows; row++) {
      int cell = (rows + row) * units;
      VectorMath.lstmForward(
          pre,
          preOffset + row * width,
          workspace.before,
          cell,
          workspace.gates,
          0,
          workspace.after,
          cell,
          workspace.products,
          0,
          workspace.after,
          row * units,
          units);
    }
  }

  @Override
  public long bytes() {
    return weights.bytes();
  }

  @Override
  public void close() {
    weights.close();
  }
}
