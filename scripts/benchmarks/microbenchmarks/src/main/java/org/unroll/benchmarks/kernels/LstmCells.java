package org.unroll.benchmarks.kernels;

import org.unroll.benchmarks.Preset;
import org.unroll.math.LstmBuffers;
import org.unroll.math.VectorMath;


import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The element-wise part of one time step of an LSTM, for B sequences of H units. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class LstmCells {

  @Param({"zaremba-small", "zaremba-medium"})
  public String preset;

  private int batchSize;
  private int units;
  private LstmBuffers buffers; // of one step
  private float[] pre; // (1, B, 4, H)
  private float[] dPre; // (1, B, 4, H)
  private float[] hidden; // (2, B, H)
  private float[] dHidden; // (B, H)

  @Setup
  public void setUp() {
    Preset sizes = Preset.named(preset);
    batchSize = sizes.batchSize();
    units = sizes.size();
    int size = batchSize * units;
    buffers = new LstmBuffers(1, batchSize, units);
    fill(buffers.gates());
    fill(buffers.cells());
    fill(buffers.tanhCells());
    fill(buffers.dCells());
    pre = Operands.array(LstmBuffers.GATES * size);
    dPre = new float[LstmBuffers.GATES * size];
    hidden = new float[2 * size];
    dHidden = Operands.array(size);
  }

  private static void fill(float[] values) {
    System.arraycopy(Operands.array(values.length), 0, values, 0, values.length);
  }

  /** Reads five vectors of H values per sequence and writes seven. */
  @Benchmark
  public void forward(Traffic counter) {
    VectorMath.lstmForward(buffers, 0, pre, hidden);
    counter.floats(12L * batchSize * units);
  }

  /** Reads eight vectors of H values per sequence and writes five. */
  @Benchmark
  public void backward(Traffic counter) {
    VectorMath.lstmBackward(buffers, 0, dHidden, dPre);
    counter.floats(13L * batchSize * units);
  }
}
