package org.unroll.math.internal;

import org.unroll.math.Matrix;
import org.unroll.math.internal.gemm.MacroKernel;
import org.unroll.math.internal.gemm.PackedB;
import org.unroll.math.internal.gemm.UnpackedA;

/** {@link WeightKernel} by the Vector API, on weights packed as the micro-kernels read them. */
public final class PackedWeightKernel implements WeightKernel {

  private final Matrix weights;
  private final int m;
  private final PackedB packed;
  private final UnpackedA operandA = new UnpackedA();
  private final MacroKernel macroKernel = new MacroKernel();

  public PackedWeightKernel(Matrix weights, int m) {
    this.weights = weights;
    this.m = m;
    this.packed = PackedB.ofEither(weights.rows(), weights.columns());
  }

  @Override
  public void pack() {
    packed.pack(weights, 0, weights.rows(), 0, weights.columns());
  }

  @Override
  public void packTransposed() {
    packed.packTransposed(weights, 0, weights.columns(), 0, weights.rows());
  }

  @Override
  public void multiplyAdd(float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    operandA.set(a, aOffset, lda, m);
    macroKernel.multiplyAdd(operandA, packed, c, cOffset, ldc);
  }

  @Override
  public void close() {}
}
