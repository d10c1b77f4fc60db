package org.unroll.math.internal;

import static org.unroll.math.internal.SimdKernels.FLOATS;
import static org.unroll.math.internal.SimdKernels.LANES;

import jdk.incubator.vector.FloatVector;
import org.unroll.math.GruBuffers;
import org.unroll.math.LstmBuffers;

/**
 * The steps of {@link ScalarCellKernels} by the Vector API, with the same rounding. As in {@link
 * SimdKernels}, the last vector of a row overlaps the one before where no output is read again.
 */
public final class SimdCellKernels implements CellKernels {

  private final ScalarCellKernels scalar = new ScalarCellKernels();
  private final SimdKernels elementary = new SimdKernels();

  @Override
  public void lstmForward(LstmBuffers buffers, int step, int stream, float[] pre, float[] hidden) {
    int units = buffers.units();
    if (units < LANES) {
      scalar.lstmForward(buffers, step, stream, pre, hidden);
      return;
    }
    float[] gates = buffers.gates();
    float[] cells = buffers.cells();
    float[] tanhCells = buffers.tanhCells();
    int before = buffers.cellOffset(step, stream);
    int after = buffers.cellOffset(step + 1, stream);
    int gate = before * LstmBuffers.GATES;
    elementary.sigmoid(pre, gate, gates, gate, 2 * units);
    elementary.tanh(pre, gate + 2 * units, gates, gate + 2 * units, units);
    elementary.sigmoid(pre, gate + 3 * units, gates, gate + 3 * units, units);
    for (int offset = 0; offset < units; offset += LANES) {
      int j = Math.min(offset, units - LANES);
      FloatVector i = FloatVector.fromArray(FLOATS, gates, gate + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, gate + units + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, gate + 2 * units + j);
      f.fma(FloatVector.fromArray(FLOATS, cells, before + j), i.mul(g)).intoArray(cells, after + j);
    }
    elementary.tanh(cells, after, tanhCells, before, units);
    elementary.multiply(gates, gate + 3 * units, tanhCells, before, hidden, after, units);
  }

  @Override
  public void lstmBackward(
      LstmBuffers buffers, int step, int stream, float[] dHidden, float[] dPre) {
    if (buffers.units() < LANES) {
      scalar.lstmBackward(buffers, step, stream, dHidden, dPre);
      return;
    }
    lstmOutputBackward(buffers, step, stream, dHidden, dPre);
    lstmCellBackward(buffers, step, stream, dPre);
  }

  /**
   * The output gate of one stream, and {@code dc' = dc + dh o (1 - tanh^2 c)}, which it leaves
   * where the gradient of the previous cell belongs.
   */
  private static void lstmOutputBackward(
      LstmBuffers buffers, int step, int stream, float[] dHidden, float[] dPre) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] tanhCells = buffers.tanhCells();
    float[] dCells = buffers.dCells();
    int row = stream * units;
    int before = buffers.cellOffset(step, stream);
    int output = before * LstmBuffers.GATES + 3 * units;
    int dBefore = buffers.dCellOffset(step, stream);
    int dAfter = buffers.dCellOffset(step + 1, stream);
    for (int offset = 0; offset < units; offset += LANES) {
      int j = Math.min(offset, units - LANES);
      FloatVector o = FloatVector.fromArray(FLOATS, gates, output + j);
      FloatVector tanhC = FloatVector.fromArray(FLOATS, tanhCells, before + j);
      FloatVector dTanhC = o.mul(FloatVector.fromArray(FLOATS, dHidden, row + j));
      FloatVector dOutput = dTanhC.mul(tanhC);
      dOutput.sub(dOutput.mul(o)).intoArray(dPre, output + j);
      dTanhC
          .sub(dOutput.mul(tanhC))
          .add(FloatVector.fromArray(FLOATS, dCells, dAfter + j))
          .intoArray(dCells, dBefore + j);
    }
  }

  /**
   * The gates i, f and g of one stream. The vector of {@code dCells} is dc' before and the gradient
   * of the previous cell after, so no value may be computed twice.
   */
  private static void lstmCellBackward(LstmBuffers buffers, int step, int stream, float[] dPre) {
    int units = buffers.units();
    float[] gates = buffers.gates();
    float[] cells = buffers.cells();
    float[] dCells = buffers.dCells();
    int before = buffers.cellOffset(step, stream);
    int gate = before * LstmBuffers.GATES;
    int dBefore = buffers.dCellOffset(step, stream);
    int whole = FLOATS.loopBound(units);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector dCell = FloatVector.fromArray(FLOATS, dCells, dBefore + j);
      FloatVector i = FloatVector.fromArray(FLOATS, gates, gate + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, gate + 2 * units + j);
      FloatVector dCandidate = dCell.mul(i);
      FloatVector dInput = dCandidate.mul(g);
      dInput.sub(dInput.mul(i)).intoArray(dPre, gate + j);
      dCandidate.sub(dInput.mul(g)).intoArray(dPre, gate + 2 * units + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, gate + units + j);
      FloatVector dPrevious = dCell.mul(f);
      FloatVector dForget = dPrevious.mul(FloatVector.fromArray(FLOATS, cells, before + j));
      dForget.sub(dForget.mul(f)).intoArray(dPre, gate + units + j);
      dPrevious.intoArray(dCells, dBefore + j);
    }
    for (int j = whole; j < units; j++) {
      float dCell = dCells[dBefore + j];
      float i = gates[gate + j];
      float f = gates[gate + units + j];
      float g = gates[gate + 2 * units + j];
      float dCandidate = dCell * i;
      float dInput = dCandidate * g;
      dPre[gate + j] = dInput - dInput * i;
      dPre[gate + 2 * units + j] = dCandidate - dInput * g;
      float dPrevious = dCell * f;
      float dForget = dPrevious * cells[before + j];
      dPre[gate + units + j] = dForget - dForget * f;
      dCells[dBefore + j] = dPrevious;
    }
  }

  @Override
  public void gruForward(GruBuffers buffers, int step, int stream, float[] pre, float[] hidden) {
    int units = buffers.units();
    if (units < LANES) {
      scalar.gruForward(buffers, step, stream, pre, hidden);
      return;
    }
    float[] gates = buffers.gates();
    float[] products = buffers.products();
    int before = buffers.offset(step, stream);
    int after = buffers.offset(step + 1, stream);
    int gate = before * GruBuffers.GATES;
    elementary.sigmoid(pre, gate, gates, gate, 2 * units);
    for (int offset = 0; offset < units; offset += LANES) {
      int j = Math.min(offset, units - LANES);
      FloatVector.fromArray(FLOATS, gates, gate + j)
          .fma(
              FloatVector.fromArray(FLOATS, products, before + j),
              FloatVector.fromArray(FLOATS, pre, gate + 2 * units + j))
          .intoArray(hidden, after + j);
    }
    elementary.tanh(hidden, after, gates, gate + 2 * units, units);
    for (int offset = 0; offset < units; offset += LANES) {
      int j = Math.min(offset, units - LANES);
      FloatVector z = FloatVector.fromArray(FLOATS, gates, gate + units + j);
      FloatVector n = FloatVector.fromArray(FLOATS, gates, gate + 2 * units + j);
      z.fma(FloatVector.fromArray(FLOATS, hidden, before + j).sub(n), n)
          .intoArray(hidden, after + j);
    }
  }

  @Override
  public void gruBackward(
      GruBuffers buffers, int step, int stream, float[] hidden, float[] dHidden, float[] dPre) {
    int units = buffers.units();
    if (units < LANES) {
      scalar.gruBackward(buffers, step, stream, hidden, dHidden, dPre);
      return;
    }
    float[] gates = buffers.gates();
    float[] products = buffers.products();
    float[] dProducts = buffers.dProducts();
    float[] dPreviousRows = buffers.dPrevious();
    int row = stream * units;
    int before = buffers.offset(step, stream);
    int gate = before * GruBuffers.GATES;
    for (int offset = 0; offset < units; offset += LANES) {
      int j = Math.min(offset, units - LANES);
      FloatVector r = FloatVector.fromArray(FLOATS, gates, gate + j);
      FloatVector z = FloatVector.fromArray(FLOATS, gates, gate + units + j);
      FloatVector n = FloatVector.fromArray(FLOATS, gates, gate + 2 * units + j);
      FloatVector dh = FloatVector.fromArray(FLOATS, dHidden, row + j);
      FloatVector dCandidate = dh.sub(dh.mul(z));
      FloatVector dn = dCandidate.mul(n).neg().fma(n, dCandidate);
      FloatVector dProduct = dn.mul(r);
      dProduct
          .mul(FloatVector.fromArray(FLOATS, products, before + j))
          .mul(r.neg().add(1))
          .intoArray(dPre, gate + j);
      FloatVector dPrevious = dh.mul(z);
      dPrevious
          .mul(FloatVector.fromArray(FLOATS, hidden, before + j).sub(n))
          .mul(z.neg().add(1))
          .intoArray(dPre, gate + units + j);
      dn.intoArray(dPre, gate + 2 * units + j);
      dProduct.intoArray(dProducts, row + j);
      dPrevious.intoArray(dPreviousRows, row + j);
    }
  }
}
