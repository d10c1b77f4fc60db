package org.unroll.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register blocks of {@link PackedProduct} and {@link BlockedProduct} where the left side lies
 * row by row: each row is read where it is, from left to right, so that nothing is packed.
 *
 * <p>{@code a} is R rows of K, {@code p} is (K, width) as {@link Panels} has it, and the (R, width)
 * sums are added to {@code c}. Why the blocks are of these sizes, and written out, says {@link
 * RegisterBlocks}.
 */
final class RowBlocks {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = RegisterBlocks.LANES;
  private static final int WIDTH = RegisterBlocks.WIDTH;

  private RowBlocks() {}

  /** The rows of the block that is taken where {@code left} rows are left. */
  static int rows(int left) {
    if (left >= RegisterBlocks.ROWS) {
      return RegisterBlocks.ROWS;
    }
    return left >= 5 ? 5 : 1;
  }

  /**
   * Adds the product to {@code c}.
   *
   * @param rows R, as {@link #rows} gives them
   * @param width as {@link RegisterBlocks#width} gives it
   * @param aStride from one row of {@code a} to the next
   * @param cStride from one row of {@code c} to the next
   */
  static void multiplyAdd(
      int rows,
      int width,
      float[] a,
      int aOffset,
      int aStride,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    if (width == WIDTH) {
      switch (rows) {
        case 10 -> multiply10(a, aOffset, aStride, p, pOffset, inner, c, cOffset, cStride);
        case 5 -> multiply5(a, aOffset, aStride, p, pOffset, inner, c, cOffset, cStride);
        default -> multiply1(a, aOffset, p, pOffset, inner, c, cOffset);
      }
    } else {
      switch (rows) {
        case 10 -> multiplyHalf10(a, aOffset, aStride, p, pOffset, inner, c, cOffset, cStride);
        case 5 -> multiplyHalf5(a, aOffset, aStride, p, pOffset, inner, c, cOffset, cStride);
        default -> multiplyHalf1(a, aOffset, p, pOffset, inner, c, cOffset);
      }
    }
  }

  /** 10 rows. */
  private static void multiply10(
      float[] a,
      int aOffset,
      int aStride,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    int a1 = aOffset + aStride;
    int a2 = aOffset + 2 * aStride;
    int a3 = aOffset + 3 * aStride;
    int a4 = aOffset + 4 * aStride;
    int a5 = aOffset + 5 * aStride;
    int a6 = aOffset + 6 * aStride;
    int a7 = aOffset + 7 * aStride;
    int a8 = aOffset + 8 * aStride;
    int a9 = aOffset + 9 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cOffset + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride + LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride + LANES);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * cStride);
    FloatVector r5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * cStride + LANES);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * cStride);
    FloatVector r6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * cStride + LANES);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * cStride);
    FloatVector r7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * cStride + LANES);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * cStride);
    FloatVector r8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * cStride + LANES);
    FloatVector l9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * cStride);
    FloatVector r9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * cStride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      r3 = x3.fma(right, r3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + k]);
      l4 = x4.fma(left, l4);
      r4 = x4.fma(right, r4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[a5 + k]);
      l5 = x5.fma(left, l5);
      r5 = x5.fma(right, r5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[a6 + k]);
      l6 = x6.fma(left, l6);
      r6 = x6.fma(right, r6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[a7 + k]);
      l7 = x7.fma(left, l7);
      r7 = x7.fma(right, r7);
      FloatVector x8 = FloatVector.broadcast(FLOATS, a[a8 + k]);
      l8 = x8.fma(left, l8);
      r8 = x8.fma(right, r8);
      FloatVector x9 = FloatVector.broadcast(FLOATS, a[a9 + k]);
      l9 = x9.fma(left, l9);
      r9 = x9.fma(right, r9);
    }
    l0.intoArray(c, cOffset);
    r0.intoArray(c, cOffset + LANES);
    l1.intoArray(c, cOffset + cStride);
    r1.intoArray(c, cOffset + cStride + LANES);
    l2.intoArray(c, cOffset + 2 * cStride);
    r2.intoArray(c, cOffset + 2 * cStride + LANES);
    l3.intoArray(c, cOffset + 3 * cStride);
    r3.intoArray(c, cOffset + 3 * cStride + LANES);
    l4.intoArray(c, cOffset + 4 * cStride);
    r4.intoArray(c, cOffset + 4 * cStride + LANES);
    l5.intoArray(c, cOffset + 5 * cStride);
    r5.intoArray(c, cOffset + 5 * cStride + LANES);
    l6.intoArray(c, cOffset + 6 * cStride);
    r6.intoArray(c, cOffset + 6 * cStride + LANES);
    l7.intoArray(c, cOffset + 7 * cStride);
    r7.intoArray(c, cOffset + 7 * cStride + LANES);
    l8.intoArray(c, cOffset + 8 * cStride);
    r8.intoArray(c, cOffset + 8 * cStride + LANES);
    l9.intoArray(c, cOffset + 9 * cStride);
    r9.intoArray(c, cOffset + 9 * cStride + LANES);
  }

  /** 5 rows. */
  private static void multiply5(
      float[] a,
      int aOffset,
      int aStride,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    int a1 = aOffset + aStride;
    int a2 = aOffset + 2 * aStride;
    int a3 = aOffset + 3 * aStride;
    int a4 = aOffset + 4 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cOffset + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride + LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      r3 = x3.fma(right, r3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + k]);
      l4 = x4.fma(left, l4);
      r4 = x4.fma(right, r4);
    }
    l0.intoArray(c, cOffset);
    r0.intoArray(c, cOffset + LANES);
    l1.intoArray(c, cOffset + cStride);
    r1.intoArray(c, cOffset + cStride + LANES);
    l2.intoArray(c, cOffset + 2 * cStride);
    r2.intoArray(c, cOffset + 2 * cStride + LANES);
    l3.intoArray(c, cOffset + 3 * cStride);
    r3.intoArray(c, cOffset + 3 * cStride + LANES);
    l4.intoArray(c, cOffset + 4 * cStride);
    r4.intoArray(c, cOffset + 4 * cStride + LANES);
  }

  /** 1 row. */
  private static void multiply1(
      float[] a, int aOffset, float[] p, int pOffset, int inner, float[] c, int cOffset) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cOffset + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
    }
    l0.intoArray(c, cOffset);
    r0.intoArray(c, cOffset + LANES);
  }

  /** 10 rows, one vector of columns. */
  private static void multiplyHalf10(
      float[] a,
      int aOffset,
      int aStride,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    int a1 = aOffset + aStride;
    int a2 = aOffset + 2 * aStride;
    int a3 = aOffset + 3 * aStride;
    int a4 = aOffset + 4 * aStride;
    int a5 = aOffset + 5 * aStride;
    int a6 = aOffset + 6 * aStride;
    int a7 = aOffset + 7 * aStride;
    int a8 = aOffset + 8 * aStride;
    int a9 = aOffset + 9 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * cStride);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * cStride);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * cStride);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * cStride);
    FloatVector l9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * cStride);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + k]);
      l4 = x4.fma(left, l4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[a5 + k]);
      l5 = x5.fma(left, l5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[a6 + k]);
      l6 = x6.fma(left, l6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[a7 + k]);
      l7 = x7.fma(left, l7);
      FloatVector x8 = FloatVector.broadcast(FLOATS, a[a8 + k]);
      l8 = x8.fma(left, l8);
      FloatVector x9 = FloatVector.broadcast(FLOATS, a[a9 + k]);
      l9 = x9.fma(left, l9);
    }
    l0.intoArray(c, cOffset);
    l1.intoArray(c, cOffset + cStride);
    l2.intoArray(c, cOffset + 2 * cStride);
    l3.intoArray(c, cOffset + 3 * cStride);
    l4.intoArray(c, cOffset + 4 * cStride);
    l5.intoArray(c, cOffset + 5 * cStride);
    l6.intoArray(c, cOffset + 6 * cStride);
    l7.intoArray(c, cOffset + 7 * cStride);
    l8.intoArray(c, cOffset + 8 * cStride);
    l9.intoArray(c, cOffset + 9 * cStride);
  }

  /** 5 rows, one vector of columns. */
  private static void multiplyHalf5(
      float[] a,
      int aOffset,
      int aStride,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    int a1 = aOffset + aStride;
    int a2 = aOffset + 2 * aStride;
    int a3 = aOffset + 3 * aStride;
    int a4 = aOffset + 4 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + cStride);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * cStride);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * cStride);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * cStride);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + k]);
      l4 = x4.fma(left, l4);
    }
    l0.intoArray(c, cOffset);
    l1.intoArray(c, cOffset + cStride);
    l2.intoArray(c, cOffset + 2 * cStride);
    l3.intoArray(c, cOffset + 3 * cStride);
    l4.intoArray(c, cOffset + 4 * cStride);
  }

  /** 1 row, one vector of columns. */
  private static void multiplyHalf1(
      float[] a, int aOffset, float[] p, int pOffset, int inner, float[] c, int cOffset) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aOffset + k]);
      l0 = x0.fma(left, l0);
    }
    l0.intoArray(c, cOffset);
  }
}
