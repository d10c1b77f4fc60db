package org.unroll.nn.forward;

import org.unroll.math.LstmBuffers;
import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;

/** One step of long short-term memory. */
record ForwardLstmCell(int units, SharedWeights weights) implements ForwardCell {

  @Override
  public int states() {
    return 2;
  }

  @Override
  public void step(int firstRow, int rows, ForwardWorkspace workspace) {
    int width = LstmBuffers.GATES * units;
    weights.multiplyAdd(rows, workspace.before, 0, units, workspace.pre, firstRow * width, width);
    float[] cells = workspace.lstm.cells();
    for (int i = 0; i < rows; i++) {
      int row = firstRow + i;
      System.arraycopy(workspace.before, (rows + i) * units, cells, row * units, units);
      VectorMath.lstmForward(workspace.lstm, row, workspace.pre, workspace.hidden);
      int after = (row + 1) * units;
      System.arraycopy(workspace.hidden, after, workspace.after, i * units, units);
      System.arraycopy(cells, after, workspace.after, (rows + i) * units, units);
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
