package org.unroll.nn.forward;

import org.unroll.math.GruBuffers;
import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;

/** One step of a gated recurrent unit whose reset gate stands behind the recurrent product. */
record ForwardGruCell(int units, SharedWeights gates, PackedLinear candidate)
    implements ForwardCell {

  @Override
  public void step(int firstRow, int rows, ForwardWorkspace workspace) {
    int width = GruBuffers.GATES * units;
    float[] before = workspace.before;
    float[] products = workspace.gru.products();
    gates.multiplyAdd(rows, before, 0, units, workspace.pre, firstRow * width, width);
    candidate.apply(rows, before, 0, units, products, firstRow * units, units);
    for (int i = 0; i < rows; i++) {
      int row = firstRow + i;
      System.arraycopy(before, i * units, workspace.hidden, row * units, units);
      VectorMath.gruForward(workspace.gru, row, workspace.pre, workspace.hidden);
      System.arraycopy(workspace.hidden, (row + 1) * units, workspace.after, i * units, units);
    }
  }

  @Override
  public long bytes() {
    return gates.bytes() + candidate.bytes();
  }

  @Override
  public void close() {
    gates.close();
    candidate.close();
  }
}
