package org.unroll.benchmarks.kernels;

import org.unroll.benchmarks.Preset;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;
import org.unroll.math.PackedWeights;


import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The product of one time step of an LSTM: (B, H) by the recurrent weights, (4 H, H). */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class RecurrentProduct {

  private static final int GATES = 4;

  @Param({"zaremba-small", "zaremba-medium"})
  public String preset;

  private int batchSize;
  private int units;
  private Operands operands;
  private PackedWeights product;
  private float[] hidden; // (B, H)
  private float[] gates; // (B, 4, H)
  private Matrix weight; // (4 H, H)
  private Matrix hiddenMatrix; // (B, H)
  private Matrix gateMatrix; // (B, 4 H)

  @Setup
  public void setUp() {
    Preset sizes = Preset.named(preset);
    batchSize = sizes.batchSize();
    units = sizes.size();
    operands = new Operands();
    hidden = Operands.array(batchSize * units);
    gates = new float[batchSize * GATES * units];
    weight = operands.matrix(GATES * units, units);
    hiddenMatrix = operands.matrix(batchSize, units);
    gateMatrix = operands.matrix(batchSize, GATES * units);
    product = new PackedWeights(weight, batchSize);
    product.packTransposed();
  }

  /** Multiplies by weights that are packed once for all time steps. */
  @Benchmark
  public void packed(Operations counter) {
    product.multiplyAdd(hidden, 0, units, gates, 0, GATES * units);
    counter.product(batchSize, GATES * units, units);
  }

  /** Multiplies by the general matrix product, which packs the weights each time. */
  @Benchmark
  public void general(Operations counter) {
    Gemm.multiplyTransposed(batchSize, hiddenMatrix, weight, 0, gateMatrix);
    counter.product(batchSize, GATES * units, units);
  }

  @Benchmark
  public void smile(Operations counter) {
    Smile.multiplyTransposed(batchSize, hiddenMatrix, weight, gateMatrix);
    counter.product(batchSize, GATES * units, units);
  }

  /** Packs the weights, as {@link #packed} needs it once per update. */
  @Benchmark
  public void packing(Traffic counter) {
    product.packTransposed();
    counter.floats(2L * GATES * units * units);
  }

  @TearDown
  public void tearDown() {
    product.close();
    operands.close();
  }
}
