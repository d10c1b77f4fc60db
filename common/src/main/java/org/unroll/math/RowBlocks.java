package org.unroll.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register blocks where the left side lies row by row: each row is read where it is, from left
 * to right, so that nothing is packed.
 */
final class RowBlocks {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = RegisterBlocks.LANES;
  private static final int WIDE = RegisterBlocks.WIDE;
  private static final int NARROW = RegisterBlocks.NARROW;

  private RowBlocks() {}

  /** The rows of the block that is taken where {@code left} rows are left. */
  static int rows(int left) {
    if (left >= RegisterBlocks.ROWS) {
      return RegisterBlocks.ROWS;
    }
    return left >= 4 ? 4 : Math.min(left, 2);
  }

  /**
   * Adds the product to {@code c}.
   *
   * @param rows R, as {@link #rows} gives them
   * @param width as {@link RegisterBlocks#width} gives it
   * @param a (R, K)
   * @param aStride from one row of {@code a} to the next
   * @param p (K, width), as {@link Panels} has it
   * @param inner K
   * @param c (R, width)
   * @param cStride from one row of {@code c} to the next
   */
  static void multiplyAdd(
      int rows,
      int width,
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    if (width == WIDE) {
      switch (rows) {
        case 9 -> multiply9x3(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        case 4 -> multiply4x3(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        case 2 -> multiply2x3(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        default -> multiply1x3(a, aAt, p, pAt, inner, c, cAt);
      }
    } else {
      switch (rows) {
        case 9 -> multiply9x2(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        case 4 -> multiply4x2(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        case 2 -> multiply2x2(a, aAt, aStride, p, pAt, inner, c, cAt, cStride);
        default -> multiply1x2(a, aAt, p, pAt, inner, c, cAt);
      }
    }
  }

  /** 9 rows, three vectors of columns. */
  private static void multiply9x3(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int a4 = aAt + 4 * aStride;
    int a5 = aAt + 5 * aStride;
    int a6 = aAt + 6 * aStride;
    int a7 = aAt + 7 * aStride;
    int a8 = aAt + 8 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector m0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector m1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + 2 * LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride);
    FloatVector m2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + 2 * LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride);
    FloatVector m3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + 2 * LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * cStride);
    FloatVector m4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * cStride + LANES);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * cStride + 2 * LANES);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * cStride);
    FloatVector m5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * cStride + LANES);
    FloatVector r5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * cStride + 2 * LANES);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * cStride);
    FloatVector m6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * cStride + LANES);
    FloatVector r6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * cStride + 2 * LANES);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * cStride);
    FloatVector m7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * cStride + LANES);
    FloatVector r7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * cStride + 2 * LANES);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cAt + 8 * cStride);
    FloatVector m8 = FloatVector.fromArray(FLOATS, c, cAt + 8 * cStride + LANES);
    FloatVector r8 = FloatVector.fromArray(FLOATS, c, cAt + 8 * cStride + 2 * LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE);
      FloatVector middle = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + LANES);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      m0 = x0.fma(middle, m0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      m1 = x1.fma(middle, m1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      m2 = x2.fma(middle, m2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      m3 = x3.fma(middle, m3);
      r3 = x3.fma(right, r3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[a4 + k]);
      l4 = x4.fma(left, l4);
      m4 = x4.fma(middle, m4);
      r4 = x4.fma(right, r4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[a5 + k]);
      l5 = x5.fma(left, l5);
      m5 = x5.fma(middle, m5);
      r5 = x5.fma(right, r5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[a6 + k]);
      l6 = x6.fma(left, l6);
      m6 = x6.fma(middle, m6);
      r6 = x6.fma(right, r6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[a7 + k]);
      l7 = x7.fma(left, l7);
      m7 = x7.fma(middle, m7);
      r7 = x7.fma(right, r7);
      FloatVector x8 = FloatVector.broadcast(FLOATS, a[a8 + k]);
      l8 = x8.fma(left, l8);
      m8 = x8.fma(middle, m8);
      r8 = x8.fma(right, r8);
    }
    l0.intoArray(c, cAt);
    m0.intoArray(c, cAt + LANES);
    r0.intoArray(c, cAt + 2 * LANES);
    l1.intoArray(c, cAt + cStride);
    m1.intoArray(c, cAt + cStride + LANES);
    r1.intoArray(c, cAt + cStride + 2 * LANES);
    l2.intoArray(c, cAt + 2 * cStride);
    m2.intoArray(c, cAt + 2 * cStride + LANES);
    r2.intoArray(c, cAt + 2 * cStride + 2 * LANES);
    l3.intoArray(c, cAt + 3 * cStride);
    m3.intoArray(c, cAt + 3 * cStride + LANES);
    r3.intoArray(c, cAt + 3 * cStride + 2 * LANES);
    l4.intoArray(c, cAt + 4 * cStride);
    m4.intoArray(c, cAt + 4 * cStride + LANES);
    r4.intoArray(c, cAt + 4 * cStride + 2 * LANES);
    l5.intoArray(c, cAt + 5 * cStride);
    m5.intoArray(c, cAt + 5 * cStride + LANES);
    r5.intoArray(c, cAt + 5 * cStride + 2 * LANES);
    l6.intoArray(c, cAt + 6 * cStride);
    m6.intoArray(c, cAt + 6 * cStride + LANES);
    r6.intoArray(c, cAt + 6 * cStride + 2 * LANES);
    l7.intoArray(c, cAt + 7 * cStride);
    m7.intoArray(c, cAt + 7 * cStride + LANES);
    r7.intoArray(c, cAt + 7 * cStride + 2 * LANES);
    l8.intoArray(c, cAt + 8 * cStride);
    m8.intoArray(c, cAt + 8 * cStride + LANES);
    r8.intoArray(c, cAt + 8 * cStride + 2 * LANES);
  }

  /** 4 rows, three vectors of columns. */
  private static void multiply4x3(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector m0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector m1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + 2 * LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride);
    FloatVector m2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + 2 * LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride);
    FloatVector m3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + 2 * LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE);
      FloatVector middle = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + LANES);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      m0 = x0.fma(middle, m0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      m1 = x1.fma(middle, m1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[a2 + k]);
      l2 = x2.fma(left, l2);
      m2 = x2.fma(middle, m2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[a3 + k]);
      l3 = x3.fma(left, l3);
      m3 = x3.fma(middle, m3);
      r3 = x3.fma(right, r3);
    }
    l0.intoArray(c, cAt);
    m0.intoArray(c, cAt + LANES);
    r0.intoArray(c, cAt + 2 * LANES);
    l1.intoArray(c, cAt + cStride);
    m1.intoArray(c, cAt + cStride + LANES);
    r1.intoArray(c, cAt + cStride + 2 * LANES);
    l2.intoArray(c, cAt + 2 * cStride);
    m2.intoArray(c, cAt + 2 * cStride + LANES);
    r2.intoArray(c, cAt + 2 * cStride + 2 * LANES);
    l3.intoArray(c, cAt + 3 * cStride);
    m3.intoArray(c, cAt + 3 * cStride + LANES);
    r3.intoArray(c, cAt + 3 * cStride + 2 * LANES);
  }

  /** 2 rows, three vectors of columns. */
  private static void multiply2x3(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector m0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector m1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + 2 * LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE);
      FloatVector middle = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + LANES);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      m0 = x0.fma(middle, m0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      m1 = x1.fma(middle, m1);
      r1 = x1.fma(right, r1);
    }
    l0.intoArray(c, cAt);
    m0.intoArray(c, cAt + LANES);
    r0.intoArray(c, cAt + 2 * LANES);
    l1.intoArray(c, cAt + cStride);
    m1.intoArray(c, cAt + cStride + LANES);
    r1.intoArray(c, cAt + cStride + 2 * LANES);
  }

  /** 1 row, three vectors of columns. */
  private static void multiply1x3(
      float[] a, int aAt, float[] p, int pAt, int inner, float[] c, int cAt) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector m0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + 2 * LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE);
      FloatVector middle = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + LANES);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * WIDE + 2 * LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      m0 = x0.fma(middle, m0);
      r0 = x0.fma(right, r0);
    }
    l0.intoArray(c, cAt);
    m0.intoArray(c, cAt + LANES);
    r0.intoArray(c, cAt + 2 * LANES);
  }

  /** 9 rows, two vectors of columns. */
  private static void multiply9x2(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    int a4 = aAt + 4 * aStride;
    int a5 = aAt + 5 * aStride;
    int a6 = aAt + 6 * aStride;
    int a7 = aAt + 7 * aStride;
    int a8 = aAt + 8 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * cStride);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cAt + 4 * cStride + LANES);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * cStride);
    FloatVector r5 = FloatVector.fromArray(FLOATS, c, cAt + 5 * cStride + LANES);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * cStride);
    FloatVector r6 = FloatVector.fromArray(FLOATS, c, cAt + 6 * cStride + LANES);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * cStride);
    FloatVector r7 = FloatVector.fromArray(FLOATS, c, cAt + 7 * cStride + LANES);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cAt + 8 * cStride);
    FloatVector r8 = FloatVector.fromArray(FLOATS, c, cAt + 8 * cStride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
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
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + LANES);
    l1.intoArray(c, cAt + cStride);
    r1.intoArray(c, cAt + cStride + LANES);
    l2.intoArray(c, cAt + 2 * cStride);
    r2.intoArray(c, cAt + 2 * cStride + LANES);
    l3.intoArray(c, cAt + 3 * cStride);
    r3.intoArray(c, cAt + 3 * cStride + LANES);
    l4.intoArray(c, cAt + 4 * cStride);
    r4.intoArray(c, cAt + 4 * cStride + LANES);
    l5.intoArray(c, cAt + 5 * cStride);
    r5.intoArray(c, cAt + 5 * cStride + LANES);
    l6.intoArray(c, cAt + 6 * cStride);
    r6.intoArray(c, cAt + 6 * cStride + LANES);
    l7.intoArray(c, cAt + 7 * cStride);
    r7.intoArray(c, cAt + 7 * cStride + LANES);
    l8.intoArray(c, cAt + 8 * cStride);
    r8.intoArray(c, cAt + 8 * cStride + LANES);
  }

  /** 4 rows, two vectors of columns. */
  private static void multiply4x2(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    int a2 = aAt + 2 * aStride;
    int a3 = aAt + 3 * aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cAt + 2 * cStride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cAt + 3 * cStride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
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
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + LANES);
    l1.intoArray(c, cAt + cStride);
    r1.intoArray(c, cAt + cStride + LANES);
    l2.intoArray(c, cAt + 2 * cStride);
    r2.intoArray(c, cAt + 2 * cStride + LANES);
    l3.intoArray(c, cAt + 3 * cStride);
    r3.intoArray(c, cAt + 3 * cStride + LANES);
  }

  /** 2 rows, two vectors of columns. */
  private static void multiply2x2(
      float[] a,
      int aAt,
      int aStride,
      float[] p,
      int pAt,
      int inner,
      float[] c,
      int cAt,
      int cStride) {
    int a1 = aAt + aStride;
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cAt + cStride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cAt + cStride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[a1 + k]);
      l1 = x1.fma(left, l1);
      r1 = x1.fma(right, r1);
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + LANES);
    l1.intoArray(c, cAt + cStride);
    r1.intoArray(c, cAt + cStride + LANES);
  }

  /** 1 row, two vectors of columns. */
  private static void multiply1x2(
      float[] a, int aAt, float[] p, int pAt, int inner, float[] c, int cAt) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cAt);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cAt + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pAt + k * NARROW + LANES);
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[aAt + k]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
    }
    l0.intoArray(c, cAt);
    r0.intoArray(c, cAt + LANES);
  }
}
