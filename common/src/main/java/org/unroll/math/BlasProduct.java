package org.unroll.math;

/** {@link WeightProduct} by BLAS, on copies off the heap. */
final class BlasProduct implements WeightProduct {

  private final Matrix weight; // (M, N)
  private final OffHeapFloats copyMemory;
  private final OffHeapFloats leftMemory;
  private final OffHeapFloats resultMemory;
  private final Side straight; // K = M
  private final Side transposed; // K = N
  private final float[] scratch; // (N)
  private Side loaded;

  /**
   * The operands of products by the one or the other, in the same memory, with N for the other side
   * of the matrix.
   *
   * @param left (rows, K)
   * @param copy (N, K)
   * @param result (rows, N)
   */
  private record Side(Matrix left, Matrix copy, Matrix result) {}

  BlasProduct(Matrix weight, int rows) {
    this.weight = weight;
    int longer = Math.max(weight.rows(), weight.columns());
    this.copyMemory = new OffHeapFloats(Math.multiplyExact(weight.rows(), weight.columns()));
    this.leftMemory = new OffHeapFloats(Math.multiplyExact(rows, longer));
    this.resultMemory = new OffHeapFloats(Math.multiplyExact(rows, longer));
    this.straight = side(rows, weight.rows(), weight.columns());
    this.transposed = side(rows, weight.columns(), weight.rows());
    this.scratch = new float[weight.columns()];
    this.loaded = straight;
  }

  private Side side(int rows, int inner, int columns) {
    return new Side(
        Matrix.of(leftMemory.buffer(), rows, inner),
        Matrix.of(copyMemory.buffer(), columns, inner),
        Matrix.of(resultMemory.buffer(), rows, columns));
  }

  @Override
  public void load() {
    loaded = straight;
    Matrix copy = loaded.copy();
    for (int k = 0; k < weight.rows(); k++) {
      weight.get(k, 1, scratch, 0);
      for (int n = 0; n < weight.columns(); n++) {
        copy.buffer().put(n * copy.stride() + k, scratch[n]);
      }
    }
  }

  @Override
  public void loadTransposed() {
    loaded = transposed;
    for (int n = 0; n < weight.rows(); n++) {
      loaded.copy().putRow(n, weight, n);
    }
  }

  @Override
  public void multiplyAdd(
      int rows, float[] a, int aOffset, int aStride, float[] c, int cOffset, int cStride) {
    for (int r = 0; r < rows; r++) {
      loaded.left().put(r, 1, a, aOffset + r * aStride);
      loaded.result().put(r, 1, c, cOffset + r * cStride);
    }
    Gemm.multiplyTransposed(rows, loaded.left(), loaded.copy(), 1, loaded.result());
    for (int r = 0; r < rows; r++) {
      loaded.result().get(r, 1, c, cOffset + r * cStride);
    }
  }

  @Override
  public void close() {
    copyMemory.close();
    leftMemory.close();
    resultMemory.close();
  }
}
