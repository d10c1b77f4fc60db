package org.unroll.math.internal.gemm;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.unroll.math.Matrix;

/**
 * A as the transpose of a matrix, (K, M): packed into panels of (K, {@link MicroTile#MR}), the last
 * one filled with zeros.
 */
final class PackedA implements OperandA {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int MR = MicroTile.MR;

  /** The values that whole vectors copy where {@link #MR} are meant; the rest is overwritten. */
  private static final int COPIED = MicroTile.padded(MR);

  // Panels one after the other, each with room for the values that a copy takes too much.
  private final float[] panels = new float[MC / MR * (MR * KC + COPIED)];
  private final float[] scratch = new float[MC + COPIED];
  private int rows;
  private int depth;

  @Override
  public void load(Matrix matrix, int m, int mc, int k, int kc) {
    rows = mc;
    depth = kc;
    int whole = mc / MR * MR;
    for (int i = 0; i < kc; i++) {
      float[] source = scratch;
      int from = 0;
      if (matrix.buffer().hasArray()) {
        source = matrix.buffer().array();
        from = matrix.buffer().arrayOffset() + (k + i) * matrix.stride() + m;
      } else {
        matrix.getPart(k + i, m, mc, scratch, 0);
      }
      for (int row = 0; row < whole; row += MR) {
        copy(source, from + row, panelOffset(row) + i * MR);
      }
      if (whole < mc) {
        int offset = panelOffset(whole) + i * MR;
        System.arraycopy(source, from + whole, panels, offset, mc - whole);
        Arrays.fill(panels, offset + mc - whole, offset + MR, 0);
      }
    }
  }

  private int panelOffset(int row) {
    return row / MR * (MR * depth + COPIED);
  }

  private void copy(float[] source, int from, int to) {
    if (from + COPIED > source.length) {
      System.arraycopy(source, from, panels, to, MR);
      return;
    }
    for (int j = 0; j < COPIED; j += FLOATS.length()) {
      FloatVector.fromArray(FLOATS, source, from + j).intoArray(panels, to + j);
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int tileRows(int left) {
    return MR;
  }

  @Override
  public void multiplyAdd(int row, int rows, int width, TileOperands tile) {
    tile.setA(panels, panelOffset(row), 1);
    PackedMicroKernel.multiplyAdd(width, tile);
  }
}
