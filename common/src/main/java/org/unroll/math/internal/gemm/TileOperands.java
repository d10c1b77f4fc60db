package org.unroll.math.internal.gemm;

/**
 * The operands of one call of a micro-kernel, {@code C += A B} for a tile of C: made once by each
 * {@link MacroKernel} and changed from tile to tile.
 */
public final class TileOperands {

  float[] a = {};
  int aOffset;
  int lda; // from one row of A to the next, for RowMicroKernel
  float[] b = {}; // a panel of PackedB
  int bOffset;
  int k;
  float[] c = {};
  int cOffset;
  int ldc; // from one row of C to the next

  // Storing a reference costs a barrier of the garbage collector, so only a changed one is stored.

  public void setA(float[] values, int offset, int stride) {
    if (a != values) {
      a = values;
    }
    aOffset = offset;
    lda = stride;
  }

  public void setB(float[] values, int offset, int rows) {
    if (b != values) {
      b = values;
    }
    bOffset = offset;
    k = rows;
  }

  public void setC(float[] values, int offset, int stride) {
    if (c != values) {
      c = values;
    }
    cOffset = offset;
    ldc = stride;
  }
}
