package org.unroll.benchmarks.kernels;

import org.unroll.benchmarks.Preset;
import org.unroll.math.VectorMath;


import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The element-wise part of one time step of an LSTM, for B streams of H units. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class LstmCells {

  private static final int GATES = 4;

  @Param({"zaremba-small", "zaremba-medium"})
  public String preset;

  private int batchSize;
  private int units;
  private float[] pre; // (B, 4, H)
  private float[] gates; // (B, 4, H)
  private float[] dPre; // (B, 4, H)
  private float[] before; // (B, H): cells of the step before
  private float[] cells; // (B, H)
  private float[] tanhCells; // (B, H)
  private float[] hidden; // (B, H)
  private float[] dHidden; // (B, H)
  private float[] dCells; // (B, H)
  private float[] dBefore; // (B, H)

  @Setup
  public void setUp() {
    Preset sizes = Preset.named(preset);
    batchSize = sizes.batchSize();
    units = sizes.size();
    int size = batchSize * units;
    pre = Operands.array(GATES * size);
    gates = Operands.array(GATES * size);
    dPre = new float[GATES * size];
    before = Operands.array(size);
    cells = new float[size];
    tanhCells = Operands.array(size);
    hidden = new float[size];
    dHidden = Operands.array(size);
    dCells = Operands.array(size);
    dBefore = new float[size];
  }

  /** Reads five vectors of H values a stream and writes seven. */
  @Benchmark
  public void forward(Traffic counter) {
    for (int b = 0, offset = 0; b < batchSize; b++, offset += units) {
      int wide = GATES * offset;
      VectorMath.lstmForward(
          pre, wide, before, offset, gates, wide, cells, offset, tanhCells, offset, hidden, offset, units);
    }
    counter.floats(12L * batchSize * units);
  }

  /** Reads eight vectors of H values a stream and writes five. */
  @Benchmark
  public void backward(Traffic counter) {
    for (int b = 0, offset = 0; b < batchSize; b++, offset += units) {
      int wide = GATES * offset;
      VectorMath.lstmBackward(
          gates, wide, before, offset, tanhCells, offset, dHidden, offset, dCells, offset, dPre, wide, dBefore, offset,
          units);
    }
    counter.floats(13L * batchSize * units);
  }
}
