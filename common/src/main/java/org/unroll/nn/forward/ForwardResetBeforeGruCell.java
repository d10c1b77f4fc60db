package org.unroll.nn.forward;

import org.unroll.math.GruBuffers;
import org.unroll.math.SharedWeights;
import org.unroll.math.VectorMath;

/** One step of a gated recurrent unit whose reset gate stands before the recurrent product. */
record ForwardResetBeforeGruCell(int units, SharedWeights gates, SharedWeights candidate)
    implements ForwardCell {

  @Override
  public void step(int firstRow, int rows, ForwardWorkspace workspace) {
    int width = GruBuffers.GATES * units;
    int preOffset = firstRow * width;
    float[] pre = workspace.pre;
    float[] before = workspace.before;
    float[] gateValues = workspace.gru.gates();
    float[] resets = workspace.gru.products();
    gates.multiplyAdd(rows, before, 0, units, pre, preOffset, width);
    for (int row = 0; row < rows; row++) {
      int h = row * units;
      int r = row * width;
      VectorMath.sigmoid(pre, preOffset + r, gateValues, r, 2 * units);
      VectorMath.multiply(gateValues, r, before, h, resets, h, units);
    }
    candidate.multiplyAdd(rows, resets, 0, units, pre, preOffset + 2 * units, width);
    for (int row = 0; row < rows; row++) {
      int z = row * width + units;
      int n = z + units;
      VectorMath.tanh(pre, preOffset + n, gateValues, n, units);
      blend(workspace, row * units, z, n);
    }
  }

  /** {@code h = h' + z (n - h')}. */
  private void blend(ForwardWorkspace workspace, int h, int z, int n) {
    float[] gateValues = workspace.gru.gates();
    for (int j = 0; j < units; j++) {
      float before = workspace.before[h + j];
      workspace.after[h + j] = before + gateValues[z + j] * (gateValues[n + j] - before);
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
