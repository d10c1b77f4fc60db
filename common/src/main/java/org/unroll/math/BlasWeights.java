package org.unroll.math;

import java.nio.FloatBuffer;

/** {@link PackedWeights} by BLAS: a copy of W off the heap. */
final class BlasWeights implements PackedWeights {

  private final OffHeapFloats memory;
  private final Matrix copy; // (N, K)

  BlasWeights(Matrix weight) {
    memory = new OffHeapFloats(Math.multiplyExact(weight.rows(), weight.columns()));
    copy = Matrix.of(memory.buffer(), weight.rows(), weight.columns());
    for (int n = 0; n < weight.rows(); n++) {
      copy.putRow(n, weight, n);
    }
  }

  @Override
  public int outputs() {
    return copy.rows();
  }

  @Override
  public int inputs() {
    return copy.columns();
  }

  @Override
  public long bytes() {
    return (long) memory.size() * Float.BYTES;
  }

  @Override
  public void multiplyAdd(
      int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride) {
    try (OffHeapFloats left = new OffHeapFloats(rows * inputs());
        OffHeapFloats result = new OffHeapFloats(rows * outputs())) {
      FloatBuffer leftValues = left.buffer();
      FloatBuffer resultValues = result.buffer();
      for (int r = 0; r < rows; r++) {
        leftValues.put(r * inputs(), x, xOffset + r * xStride, inputs());
        resultValues.put(r * outputs(), y, yOffset + r * yStride, outputs());
      }
      Gemm.multiplyTransposed(
          rows,
          Matrix.of(leftValues, rows, inputs()),
          copy,
          1,
          Matrix.of(resultValues, rows, outputs()));
      for (int r = 0; r < rows; r++) {
        resultValues.get(r * outputs(), y, yOffset + r * yStride, outputs());
      }
    }
  }

  @Override
  public void copyRow(int n, float[] target, int offset) {
    copy.get(n, 1, target, offset);
  }

  @Override
  public void close() {
    memory.close();
  }
}
