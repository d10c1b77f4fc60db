package org.unroll.math.internal;

import static org.unroll.math.internal.ScalarKernels.sigmoid;
import static org.unroll.math.internal.ScalarKernels.tanh;

import org.unroll.math.GruBuffers;
import org.unroll.math.LstmBuffers;

/** One value after the other: defines every rounding of {@link SimdCellKernels}. */
public final class ScalarCellKernels implements CellKernels {

  @Override
  public void lstmForward(LstmBuffers buffers, int step, int stream, float[] pre, float[] hidden) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] cells = buffers.cells();
    float[] tanhCells = buffers.tanhCells();
    int before = buffers.cellOffset(step, stream);
    int after = buffers.cellOffset(step + 1, stream);
    for (int j = 0; j < units; j++) {
      int gate = before * LstmBuffers.GATES + j;
      float i = sigmoid(pre[gate]);
      float f = sigmoid(pre[gate + units]);
      float g = tanh(pre[gate + 2 * units]);
      float o = sigmoid(pre[gate + 3 * units]);
      gates[gate] = i;
      gates[gate + units] = f;
      gates[gate + 2 * units] = g;
      gates[gate + 3 * units] = o;
      float c = Math.fma(f, cells[before + j], i * g);
      float tanhC = tanh(c);
      cells[after + j] = c;
      tanhCells[before + j] = tanhC;
      hidden[after + j] = o * tanhC;
    }
  }

  @Override
  public void lstmBackward(
      LstmBuffers buffers, int step, int stream, float[] dHidden, float[] dPre) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] cells = buffers.cells();
    float[] tanhCells = buffers.tanhCells();
    float[] dCells = buffers.dCells();
    int before = buffers.cellOffset(step, stream);
    int dBefore = buffers.dCellOffset(step, stream);
    int dAfter = buffers.dCellOffset(step + 1, stream);
    for (int j = 0; j < units; j++) {
      int gate = before * LstmBuffers.GATES + j;
      float i = gates[gate];
      float f = gates[gate + units];
      float g = gates[gate + 2 * units];
      float o = gates[gate + 3 * units];
      float tanhC = tanhCells[before + j];
      float dTanhC = o * dHidden[stream * units + j];
      float dOutput = dTanhC * tanhC;
      float dCell = dTanhC - dOutput * tanhC + dCells[dAfter + j];
      float dCandidate = dCell * i;
      float dInput = dCandidate * g;
      float dPrevious = dCell * f;
      float dForget = dPrevious * cells[before + j];
      dPre[gate] = dInput - dInput * i;
      dPre[gate + units] = dForget - dForget * f;
      dPre[gate + 2 * units] = dCandidate - dInput * g;
      dPre[gate + 3 * units] = dOutput - dOutput * o;
      dCells[dBefore + j] = dPrevious;
    }
  }

  @Override
  public void gruForward(GruBuffers buffers, int step, int stream, float[] pre, float[] hidden) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] products = buffers.products();
    int before = buffers.offset(step, stream);
    int after = buffers.offset(step + 1, stream);
    for (int j = 0; j < units; j++) {
      int gate = before * GruBuffers.GATES + j;
      float r = sigmoid(pre[gate]);
      float z = sigmoid(pre[gate + units]);
      float n = tanh(Math.fma(r, products[before + j], pre[gate + 2 * units]));
      gates[gate] = r;
      gates[gate + units] = z;
      gates[gate + 2 * units] = n;
      hidden[after + j] = Math.fma(z, hidden[before + j] - n, n);
    }
  }

  @Override
  public void gruBackward(
      GruBuffers buffers, int step, int stream, float[] hidden, float[] dHidden, float[] dPre) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] products = buffers.products();
    int before = buffers.offset(step, stream);
    int row = stream * units;
    for (int j = 0; j < units; j++) {
      int gate = before * GruBuffers.GATES + j;
      float r = gates[gate];
      float z = gates[gate + units];
      float n = gates[gate + 2 * units];
      float dh = dHidden[row + j];
      float dCandidate = dh - dh * z;
      float dn = Math.fma(-(dCandidate * n), n, dCandidate);
      float dProduct = dn * r;
      float dPrevious = dh * z;
      dPre[gate] = dProduct * products[before + j] * (1 - r);
      dPre[gate + units] = dPrevious * (hidden[before + j] - n) * (1 - z);
      dPre[gate + 2 * units] = dn;
      buffers.dProducts()[row + j] = dProduct;
      buffers.dPrevious()[row + j] = dPrevious;
    }
  }
}
