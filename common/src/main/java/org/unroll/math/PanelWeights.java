package org.unroll.math;

import java.util.Objects;

/** {@link PackedWeights} by the Vector API: W^T lies in {@link Panels}. */
final class PanelWeights implements PackedWeights {

  /** One for each thread, so that the weights themselves are never written. */
  private static final ThreadLocal<Edge> EDGES = ThreadLocal.withInitial(Edge::new);

  private final int inner; // K
  private final int columns; // N
  private final float[] packed; // panels of (K, N)

  PanelWeights(Matrix weight) {
    inner = weight.columns();
    columns = weight.rows();
    packed = new float[Panels.size(inner, columns)];
    float[] scratch = new float[Panels.scratch(inner, columns)];
    Panels.packTransposed(weight, 0, inner, 0, columns, scratch, packed);
  }

  @Override
  public int outputs() {
    return columns;
  }

  @Override
  public int inputs() {
    return inner;
  }

  @Override
  public long bytes() {
    return (long) packed.length * Float.BYTES;
  }

  @Override
  public void multiplyAdd(
      int rows, float[] x, int xOffset, int xStride, float[] y, int yOffset, int yStride) {
    for (int column = 0, width; column < columns; column += width) {
      width = RegisterBlocks.width(columns - column);
      for (int row = 0, count; row < rows; row += count) {
        count = RowBlocks.rows(rows - row);
        int from = xOffset + row * xStride;
        int to = yOffset + row * yStride + column;
        if (column + width <= columns) {
          RowBlocks.multiplyAdd(
              count, width, x, from, xStride, packed, column * inner, inner, y, to, yStride);
        } else {
          multiplyAddEdge(count, column, x, from, xStride, y, to, yStride);
        }
      }
    }
  }

  /** The last panel, part of which lies beyond the last column of Y. */
  private void multiplyAddEdge(
      int rows, int column, float[] x, int from, int xStride, float[] y, int to, int yStride) {
    int width = RegisterBlocks.width(columns - column);
    Edge edge = EDGES.get();
    edge.load(rows, columns - column, y, to, yStride);
    RowBlocks.multiplyAdd(
        rows,
        width,
        x,
        from,
        xStride,
        packed,
        column * inner,
        inner,
        edge.values(),
        0,
        RegisterBlocks.WIDTH);
    edge.store(rows, columns - column, y, to, yStride);
  }

  @Override
  public void copyRow(int n, float[] target, int offset) {
    Objects.checkIndex(n, columns);
    int first = n / RegisterBlocks.WIDTH * RegisterBlocks.WIDTH;
    int width = RegisterBlocks.width(columns - first);
    int from = first * inner + n - first;
    for (int k = 0; k < inner; k++) {
      target[offset + k] = packed[from + k * width];
    }
  }

  @Override
  public void close() {}
}
