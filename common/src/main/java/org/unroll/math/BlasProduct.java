package org.unroll.math;

/** {@link WeightProduct} by BLAS, on copies off the heap. */
final class BlasProduct implements WeightProduct {

  private final int columns;
  private final NativeFloats weightMemory;
  private final NativeFloats leftMemory;
  private final NativeFloats resultMemory;
  private final Matrix weight; // (N, K)
  private final Matrix left; // (rows, K)
  private final Matrix result; // (rows, N)
  private final float[] scratch; // (K or N)

  BlasProduct(int inner, int columns, int rows) {
    this.columns = columns;
    this.weightMemory = new NativeFloats(Math.multiplyExact(inner, columns));
    this.leftMemory = new NativeFloats(Math.multiplyExact(rows, inner));
    this.resultMemory = new NativeFloats(Math.multiplyExact(rows, columns));
    this.weight = Matrix.of(weightMemory.buffer(), columns, inner);
    this.left = Matrix.of(leftMemory.buffer(), rows, inner);
    this.result = Matrix.of(resultMemory.buffer(), rows, columns);
    this.scratch = new float[Math.max(inner, columns)];
  }

  @Override
  public void load(Matrix matrix) {
    for (int k = 0; k < matrix.rows(); k++) {
      matrix.get(k, 1, scratch, 0);
      for (int n = 0; n < columns; n++) {
        weight.buffer().put(n * weight.stride() + k, scratch[n]);
      }
    }
  }

  @Override
  public void loadTransposed(Matrix matrix) {
    for (int n = 0; n < columns; n++) {
      weight.putRow(n, matrix, n);
    }
  }

  @Override
  public void multiplyAdd(
      int rows, float[] a, int aAt, int aStride, float[] c, int cAt, int cStride) {
    for (int r = 0; r < rows; r++) {
      left.put(r, 1, a, aAt + r * aStride);
      result.put(r, 1, c, cAt + r * cStride);
    }
    Blas.multiplyTransposed(rows, left, weight, 1, result);
    for (int r = 0; r < rows; r++) {
      result.get(r, 1, c, cAt + r * cStride);
    }
  }

  @Override
  public void close() {
    weightMemory.close();
    leftMemory.close();
    resultMemory.close();
  }
}
