package org.unroll.nn.forward;

import org.unroll.math.PackedWeights;
import org.unroll.math.VectorMath;

/** One step of a gated recurrent unit whose reset gate stands behind the recurrent product. */
record ForwardGruCell(int units, PackedWeights gates, PackedLinear candidate)
    implements ForwardCell {

  @Override
  public void step(int rows, int preOffset, ForwardWorkspace workspace) {
    int width = 3 * units;
    float[] before = workspace.before;
    gates.multiplyAdd(rows, before, 0, units, workspace.pre, preOffset, width);
    candidate.apply(rows, before, 0, units, workspace.products, 0, units);
    for (int row = 0; row < rows; row++) {
      VectorMath.gruForward(
          workspace.pre,
          preOffset + row * width,
          workspace.products,
          row * units,
          before,
          row * units,
          workspace.gates,
          0,
          workspace.after,
          row * units,
          units);
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
