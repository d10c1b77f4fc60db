package org.unroll.math;

/** The left side as it is, (M, K): read in place, or, off the heap, from a copy of the block. */
final class LeftRows implements LeftSide {

  private final float[] copy = new float[ROWS * INNER];
  private float[] values = copy;
  private int start;
  private int stride;
  private int depth;

  @Override
  public void load(Matrix matrix, int m, int height, int k, int depth) {
    this.depth = depth;
    if (matrix.buffer().hasArray()) {
      values = matrix.buffer().array();
      stride = matrix.stride();
      start = matrix.buffer().arrayOffset() + m * stride + k;
      return;
    }
    values = copy;
    stride = depth;
    start = 0;
    for (int row = 0; row < height; row++) {
      matrix.getPart(m + row, k, depth, copy, row * depth);
    }
  }

  @Override
  public int tileRows(int left) {
    return RowBlocks.rows(left);
  }

  @Override
  public void addTile(
      int row,
      int rows,
      int width,
      float[] panels,
      int offset,
      float[] c,
      int cOffset,
      int cStride) {
    RowBlocks.multiplyAdd(
        rows,
        width,
        values,
        start + row * stride,
        stride,
        panels,
        offset,
        depth,
        c,
        cOffset,
        cStride);
  }
}
