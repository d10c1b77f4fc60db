package org.unroll.nn.forward;

import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;
import org.unroll.nn.cell.ElmanCell;

/** One step of the simple recurrent cell. */
record ForwardElmanCell(int units, SharedWeights weights, ElmanCell.Activation activation)
    implements ForwardCell {

  @Override
  public void step(int firstRow, int rows, ForwardWorkspace workspace) {
    int preOffset = firstRow * units;
    float[] pre = workspace.pre;
    weights.multiplyAdd(rows, workspace.before, 0, units, pre, preOffset, units);
    int size = rows * units;
    switch (activation) {
      case TANH -> VectorMath.tanh(pre, preOffset, workspace.after, 0, size);
      case RELU -> {
        for (int i = 0; i < size; i++) {
          workspace.after[i] = Math.max(pre[preOffset + i], 0);
        }
      }
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
