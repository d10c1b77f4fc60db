package org.unroll.math.internal.gemm;

import java.util.Arrays;
import org.unroll.math.Matrix;

/**
 * Products of large matrices by the Vector API: parts of B, and of A where it is transposed, are
 * packed into the order in which the micro-kernels read them (Goto and van de Geijn 2008, "Anatomy
 * of high-performance matrix multiplication").
 *
 * <p>One instance serves one thread; it holds some 4 MB, whatever the sizes of the matrices.
 */
public final class PackedGemm implements GemmKernel {

  /** The maximum number of columns that are packed at once. */
  private static final int NC = 1024;

  private final UnpackedA unpackedA = new UnpackedA();
  private final PackedA packedA = new PackedA();
  private final PackedB packedB = PackedB.ofAtMost(OperandA.KC, NC);
  private final MacroKernel macroKernel = new MacroKernel();
  private final float[] sums = new float[OperandA.MC * NC]; // a part of C that is off the heap

  @Override
  public void multiply(Operation operation, int rows, Matrix a, Matrix b, float beta, Matrix c) {
    int m = operation.m(rows, c);
    int n = c.columns();
    int k = operation.k(rows, a);
    int mc = part(m, OperandA.MC, MicroTile.MR);
    int nc = part(n, NC, MicroTile.NR);
    int kc = part(k, OperandA.KC, 1);
    OperandA operandA = operation == Operation.TN ? packedA : unpackedA;
    for (int column = 0; column < n; column += nc) {
      int width = Math.min(nc, n - column);
      for (int inner = 0; inner == 0 || inner < k; inner += kc) {
        int depth = Math.min(kc, k - inner);
        if (operation == Operation.NT) {
          packedB.packTransposed(b, inner, depth, column, width);
        } else {
          packedB.pack(b, inner, depth, column, width);
        }
        for (int row = 0; row < m; row += mc) {
          operandA.load(a, row, Math.min(mc, m - row), inner, depth);
          multiplyPart(operandA, inner == 0 ? beta : 1, c, row, column);
        }
      }
    }
  }

  /**
   * Returns the size of equal parts of {@code size}: at most {@code max}, a multiple of {@code
   * unit}, and one unit if {@code size} is 0.
   */
  private static int part(int size, int max, int unit) {
    int parts = Math.max(1, (size + max - 1) / max);
    int whole = (size + parts - 1) / parts;
    return Math.max(unit, (whole + unit - 1) / unit * unit);
  }

  /** Multiplies A by the packed part of B, into the part of C from (row, column) on. */
  private void multiplyPart(OperandA a, float beta, Matrix c, int row, int column) {
    int height = a.rows();
    int width = packedB.columns();
    if (c.buffer().hasArray()) {
      float[] target = c.buffer().array();
      int offset = c.buffer().arrayOffset() + row * c.stride() + column;
      for (int r = 0; beta == 0 && r < height; r++) {
        Arrays.fill(target, offset + r * c.stride(), offset + r * c.stride() + width, 0);
      }
      macroKernel.multiplyAdd(a, packedB, target, offset, c.stride());
      return;
    }
    int stride = MicroTile.padded(width);
    if (beta == 0) {
      Arrays.fill(sums, 0, height * stride, 0);
    } else {
      for (int r = 0; r < height; r++) {
        c.getPart(row + r, column, width, sums, r * stride);
      }
    }
    macroKernel.multiplyAdd(a, packedB, sums, 0, stride);
    for (int r = 0; r < height; r++) {
      c.putPart(row + r, column, width, sums, r * stride);
    }
  }
}
