package org.unroll.benchmarks.kernels;

import org.unroll.benchmarks.Preset;
import org.unroll.math.Gemm;
import org.unroll.math.Matrix;


import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The three products of a linear layer over all time steps, {@code Y = X W^T}, {@code dX = dY W}
 * and {@code dW = dY^T X}, with X (T * B, H): for the gates of an LSTM's input, and for a block of
 * a softmax's words.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first
public class LayerProduct {

  /** The layer whose products are measured. */
  public enum Layer {
    /** N = 4 H. */
    INPUT,
    /** N such that the logits of a block take 1 MiB. */
    SOFTMAX_BLOCK;

    int columns(Preset sizes) {
      return switch (this) {
        case INPUT -> 4 * sizes.size();
        case SOFTMAX_BLOCK -> (1 << 18) / sizes.tokensPerStep() / 32 * 32;
      };
    }
  }

  @Param({"zaremba-small", "zaremba-medium"})
  public String preset;

  @Param public Layer layer;

  private int rows;
  private int columns;
  private int units;
  private Operands operands;
  private Matrix x; // (T * B, H)
  private Matrix w; // (N, H)
  private Matrix y; // (T * B, N)

  @Setup
  public void setUp() {
    Preset sizes = Preset.named(preset);
    rows = sizes.tokensPerStep();
    units = sizes.size();
    columns = layer.columns(sizes);
    operands = new Operands();
    x = operands.matrix(rows, units);
    w = operands.matrix(columns, units);
    y = operands.matrix(rows, columns);
  }

  @Benchmark
  public void forward(Operations counter) {
    Gemm.multiplyTransposed(rows, x, w, 0, y);
    counter.product(rows, columns, units);
  }

  @Benchmark
  public void forwardBySmile(Operations counter) {
    Smile.multiplyTransposed(rows, x, w, y);
    counter.product(rows, columns, units);
  }

  @Benchmark
  public void inputGradient(Operations counter) {
    Gemm.multiply(rows, y, w, 0, x);
    counter.product(rows, columns, units);
  }

  @Benchmark
  public void inputGradientBySmile(Operations counter) {
    Smile.multiply(rows, y, w, x);
    counter.product(rows, columns, units);
  }

  @Benchmark
  public void weightGradient(Operations counter) {
    Gemm.transposedMultiply(rows, y, x, 0, w);
    counter.product(rows, columns, units);
  }

  @Benchmark
  public void weightGradientBySmile(Operations counter) {
    Smile.transposedMultiply(rows, y, x, w);
    counter.product(rows, columns, units);
  }

  @TearDown
  public void tearDown() {
    operands.close();
  }
}
