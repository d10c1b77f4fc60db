package org.unroll.math;

/**
 * {@link WeightProduct} by the Vector API: the matrix lies in {@link Panels}, the order in which
 * the register blocks read it.
 */
final class PackedProduct implements WeightProduct {

  private final Matrix weight; // (M, N)
  private float[] packed = {}; // panels of what was loaded, (inner, columns)
  private final float[] scratch; // rows of the matrix that is packed
  private int inner;
  private int columns;
  private final Edge edge = new Edge();

  PackedProduct(Matrix weight) {
    this.weight = weight;
    int rows = weight.rows();
    int width = weight.columns();
    this.scratch = new float[Math.max(Panels.scratch(rows, width), Panels.scratch(width, rows))];
  }

  @Override
  public void load() {
    begin(weight.rows(), weight.columns());
    Panels.pack(weight, 0, inner, 0, columns, scratch, packed);
  }

  @Override
  public void loadTransposed() {
    begin(weight.columns(), weight.rows());
    Panels.packTransposed(weight, 0, inner, 0, columns, scratch, packed);
  }

  private void begin(int k, int n) {
    inner = k;
    columns = n;
    if (packed.length == 0) {
      packed = new float[Math.max(Panels.size(k, n), Panels.size(n, k))];
    }
  }

  @Override
  public void multiplyAdd(
      int rows, float[] a, int aOffset, int aStride, float[] c, int cOffset, int cStride) {
    for (int column = 0, width; column < columns; column += width) {
      width = RegisterBlocks.width(columns - column);
      for (int row = 0, count; row < rows; row += count) {
        count = RowBlocks.rows(rows - row);
        int from = aOffset + row * aStride;
        int offset = cOffset + row * cStride + column;
        if (column + width <= columns) {
          RowBlocks.multiplyAdd(
              count, width, a, from, aStride, packed, column * inner, inner, c, offset, cStride);
        } else {
          edge.load(count, columns - column, c, offset, cStride);
          RowBlocks.multiplyAdd(
              count,
              width,
              a,
              from,
              aStride,
              packed,
              column * inner,
              inner,
              edge.values(),
              0,
              RegisterBlocks.WIDTH);
          edge.store(count, columns - column, c, offset, cStride);
        }
      }
    }
  }

  @Override
  public void close() {}
}
