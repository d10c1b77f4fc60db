package org.unroll.math.internal.gemm;

import org.unroll.math.Matrix;

/** A as it lies in memory, (M, K): read in place or, if it is off the heap, from a copy. */
public final class UnpackedA implements OperandA {

  private float[] copy = {}; // (MC, KC), allocated for the first matrix off the heap
  private float[] values = copy;
  private int offset;
  private int stride;
  private int rows;

  /** Takes {@code rows} rows of an array, row r from {@code offset + r * stride}. */
  public void set(float[] values, int offset, int stride, int rows) {
    if (this.values != values) {
      this.values = values;
    }
    this.offset = offset;
    this.stride = stride;
    this.rows = rows;
  }

  @Override
  public void load(Matrix matrix, int m, int mc, int k, int kc) {
    if (matrix.buffer().hasArray()) {
      int start = matrix.buffer().arrayOffset() + m * matrix.stride() + k;
      set(matrix.buffer().array(), start, matrix.stride(), mc);
      return;
    }
    if (copy.length == 0) {
      copy = new float[MC * KC];
    }
    for (int row = 0; row < mc; row++) {
      matrix.getPart(m + row, k, kc, copy, row * kc);
    }
    set(copy, 0, kc, mc);
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int tileRows(int left) {
    return MicroTile.rows(left);
  }

  @Override
  public void multiplyAdd(int row, int rows, int width, TileOperands tile) {
    tile.setA(values, offset + row * stride, stride);
    RowMicroKernel.multiplyAdd(rows, width, tile);
  }
}
