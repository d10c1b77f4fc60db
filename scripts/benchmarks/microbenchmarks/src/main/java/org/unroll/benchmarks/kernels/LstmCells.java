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

  private int streams;
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
    streams = sizes.streams();
    units = sizes.size();
    int size = streams * units;
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
    for (int b = 0, at = 0; b < streams; b++, at += units) {
      int wide = GATES * at;
      VectorMath.lstmForward(
          pre, wide, before, at, gates, wide, cells, at, tanhCells, at, hidden, at, units);
    }
    counter.floats(12L * streams * units);
  }

  /** Reads eight vectors of H values a stream and writes five. */
  @Benchmark
  public void backward(Traffic counter) {
    for (int b = 0, at = 0; b < streams; b++, at += units) {
      int wide = GATES * at;
      VectorMath.lstmBackward(
          gates, wide, before, at, tanhCells, at, dHidden, at, dCells, at, dPre, wide, dBefore, at,
          units);
    }
    counter.floats(13L * streams * units);
  }
}
