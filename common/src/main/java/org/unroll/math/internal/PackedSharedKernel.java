package org.unroll.math.internal;

import org.unroll.math.Matrix;
import org.unroll.math.internal.gemm.EdgeTile;
import org.unroll.math.internal.gemm.MicroTile;
import org.unroll.math.internal.gemm.PackedB;
import org.unroll.math.internal.gemm.RowMicroKernel;
import org.unroll.math.internal.gemm.TileOperands;

/**
 * {@link SharedWeightKernel} by the Vector API, on weights packed as the micro-kernels read them.
 */
public final class PackedSharedKernel implements SharedWeightKernel {

  /** The buffers that a thread writes to in a call, so that the weights are never written. */
  private static final class Scratch {
    final TileOperands tile = new TileOperands();
    final EdgeTile edge = new EdgeTile();
  }

  private static final float[] NONE = {};
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  private final int k;
  private final int n;
  private final float[] panels; // as PackedB has them

  public PackedSharedKernel(Matrix weights) {
    k = weights.columns();
    n = weights.rows();
    PackedB packed = PackedB.ofAtMost(k, n);
    packed.packTransposed(weights, 0, k, 0, n);
    panels = packed.values();
  }

  @Override
  public long bytes() {
    return (long) panels.length * Float.BYTES;
  }

  @Override
  public void multiplyAdd(int m, float[] a, int aOffset, int lda, float[] c, int cOffset, int ldc) {
    Scratch scratch = SCRATCH.get();
    TileOperands tile = scratch.tile;
    for (int column = 0, width; column < n; column += width) {
      width = MicroTile.width(n - column);
      tile.setB(panels, column * k, k);
      for (int row = 0, rows; row < m; row += rows) {
        rows = MicroTile.rows(m - row);
        tile.setA(a, aOffset + row * lda, lda);
        int to = cOffset + row * ldc + column;
        if (column + width <= n) {
          tile.setC(c, to, ldc);
          RowMicroKernel.multiplyAdd(rows, width, tile);
        } else {
          scratch.edge.load(rows, n - column, c, to, ldc);
          tile.setC(scratch.edge.values(), 0, MicroTile.NR);
          RowMicroKernel.multiplyAdd(rows, width, tile);
          scratch.edge.store(rows, n - column, c, to, ldc);
        }
      }
    }
    // The thread must not keep the weights of a model that nobody uses any more.
    tile.setA(NONE, 0, 0);
    tile.setB(NONE, 0, 0);
    tile.setC(NONE, 0, 0);
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    int first = row / MicroTile.NR * MicroTile.NR;
    int width = MicroTile.width(n - first);
    int from = first * k + row - first;
    for (int i = 0; i < k; i++) {
      target[offset + i] = panels[from + i * width];
    }
  }

  @Override
  public void close() {}
}
