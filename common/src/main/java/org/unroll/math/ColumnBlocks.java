package org.unroll.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register blocks where the left side is the transpose of a matrix: {@link LeftColumns} has
 * packed it, {@code a} is (K, {@link RegisterBlocks#ROWS}).
 */
final class ColumnBlocks {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = RegisterBlocks.LANES;
  private static final int WIDTH = RegisterBlocks.WIDTH;

  private ColumnBlocks() {}

  /** Adds the product of all rows of a block to {@code c}; otherwise as {@link RowBlocks}. */
  static void multiplyAdd(
      int width,
      float[] a,
      int aOffset,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int cStride) {
    if (RegisterBlocks.ROWS == 10) {
      if (width == WIDTH) {
        multiply10(a, aOffset, p, pOffset, inner, c, cOffset, cStride);
      } else {
        multiplyHalf10(a, aOffset, p, pOffset, inner, c, cOffset, cStride);
      }
    } else {
      if (width == WIDTH) {
        multiply5(a, aOffset, p, pOffset, inner, c, cOffset, cStride);
      } else {
        multiplyHalf5(a, aOffset, p, pOffset, inner, c, cOffset, cStride);
      }
    }
  }

  /** 10 rows. */
  private static void multiply10(
      float[] a,
      int aOffset,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int stride) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cOffset + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + stride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cOffset + stride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride + LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride + LANES);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * stride);
    FloatVector r5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * stride + LANES);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * stride);
    FloatVector r6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * stride + LANES);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * stride);
    FloatVector r7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * stride + LANES);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * stride);
    FloatVector r8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * stride + LANES);
    FloatVector l9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * stride);
    FloatVector r9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * stride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH + LANES);
      int offset = aOffset + k * 10;
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[offset]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[offset + 1]);
      l1 = x1.fma(left, l1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[offset + 2]);
      l2 = x2.fma(left, l2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[offset + 3]);
      l3 = x3.fma(left, l3);
      r3 = x3.fma(right, r3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[offset + 4]);
      l4 = x4.fma(left, l4);
      r4 = x4.fma(right, r4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[offset + 5]);
      l5 = x5.fma(left, l5);
      r5 = x5.fma(right, r5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[offset + 6]);
      l6 = x6.fma(left, l6);
      r6 = x6.fma(right, r6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[offset + 7]);
      l7 = x7.fma(left, l7);
      r7 = x7.fma(right, r7);
      FloatVector x8 = FloatVector.broadcast(FLOATS, a[offset + 8]);
      l8 = x8.fma(left, l8);
      r8 = x8.fma(right, r8);
      FloatVector x9 = FloatVector.broadcast(FLOATS, a[offset + 9]);
      l9 = x9.fma(left, l9);
      r9 = x9.fma(right, r9);
    }
    l0.intoArray(c, cOffset);
    r0.intoArray(c, cOffset + LANES);
    l1.intoArray(c, cOffset + stride);
    r1.intoArray(c, cOffset + stride + LANES);
    l2.intoArray(c, cOffset + 2 * stride);
    r2.intoArray(c, cOffset + 2 * stride + LANES);
    l3.intoArray(c, cOffset + 3 * stride);
    r3.intoArray(c, cOffset + 3 * stride + LANES);
    l4.intoArray(c, cOffset + 4 * stride);
    r4.intoArray(c, cOffset + 4 * stride + LANES);
    l5.intoArray(c, cOffset + 5 * stride);
    r5.intoArray(c, cOffset + 5 * stride + LANES);
    l6.intoArray(c, cOffset + 6 * stride);
    r6.intoArray(c, cOffset + 6 * stride + LANES);
    l7.intoArray(c, cOffset + 7 * stride);
    r7.intoArray(c, cOffset + 7 * stride + LANES);
    l8.intoArray(c, cOffset + 8 * stride);
    r8.intoArray(c, cOffset + 8 * stride + LANES);
    l9.intoArray(c, cOffset + 9 * stride);
    r9.intoArray(c, cOffset + 9 * stride + LANES);
  }

  /** 5 rows. */
  private static void multiply5(
      float[] a,
      int aOffset,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int stride) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector r0 = FloatVector.fromArray(FLOATS, c, cOffset + LANES);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + stride);
    FloatVector r1 = FloatVector.fromArray(FLOATS, c, cOffset + stride + LANES);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride);
    FloatVector r2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride + LANES);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride);
    FloatVector r3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride + LANES);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride);
    FloatVector r4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride + LANES);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH);
      FloatVector right = FloatVector.fromArray(FLOATS, p, pOffset + k * WIDTH + LANES);
      int offset = aOffset + k * 5;
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[offset]);
      l0 = x0.fma(left, l0);
      r0 = x0.fma(right, r0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[offset + 1]);
      l1 = x1.fma(left, l1);
      r1 = x1.fma(right, r1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[offset + 2]);
      l2 = x2.fma(left, l2);
      r2 = x2.fma(right, r2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[offset + 3]);
      l3 = x3.fma(left, l3);
      r3 = x3.fma(right, r3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[offset + 4]);
      l4 = x4.fma(left, l4);
      r4 = x4.fma(right, r4);
    }
    l0.intoArray(c, cOffset);
    r0.intoArray(c, cOffset + LANES);
    l1.intoArray(c, cOffset + stride);
    r1.intoArray(c, cOffset + stride + LANES);
    l2.intoArray(c, cOffset + 2 * stride);
    r2.intoArray(c, cOffset + 2 * stride + LANES);
    l3.intoArray(c, cOffset + 3 * stride);
    r3.intoArray(c, cOffset + 3 * stride + LANES);
    l4.intoArray(c, cOffset + 4 * stride);
    r4.intoArray(c, cOffset + 4 * stride + LANES);
  }

  /** 10 rows, one vector of columns. */
  private static void multiplyHalf10(
      float[] a,
      int aOffset,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int stride) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + stride);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride);
    FloatVector l5 = FloatVector.fromArray(FLOATS, c, cOffset + 5 * stride);
    FloatVector l6 = FloatVector.fromArray(FLOATS, c, cOffset + 6 * stride);
    FloatVector l7 = FloatVector.fromArray(FLOATS, c, cOffset + 7 * stride);
    FloatVector l8 = FloatVector.fromArray(FLOATS, c, cOffset + 8 * stride);
    FloatVector l9 = FloatVector.fromArray(FLOATS, c, cOffset + 9 * stride);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * LANES);
      int offset = aOffset + k * 10;
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[offset]);
      l0 = x0.fma(left, l0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[offset + 1]);
      l1 = x1.fma(left, l1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[offset + 2]);
      l2 = x2.fma(left, l2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[offset + 3]);
      l3 = x3.fma(left, l3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[offset + 4]);
      l4 = x4.fma(left, l4);
      FloatVector x5 = FloatVector.broadcast(FLOATS, a[offset + 5]);
      l5 = x5.fma(left, l5);
      FloatVector x6 = FloatVector.broadcast(FLOATS, a[offset + 6]);
      l6 = x6.fma(left, l6);
      FloatVector x7 = FloatVector.broadcast(FLOATS, a[offset + 7]);
      l7 = x7.fma(left, l7);
      FloatVector x8 = FloatVector.broadcast(FLOATS, a[offset + 8]);
      l8 = x8.fma(left, l8);
      FloatVector x9 = FloatVector.broadcast(FLOATS, a[offset + 9]);
      l9 = x9.fma(left, l9);
    }
    l0.intoArray(c, cOffset);
    l1.intoArray(c, cOffset + stride);
    l2.intoArray(c, cOffset + 2 * stride);
    l3.intoArray(c, cOffset + 3 * stride);
    l4.intoArray(c, cOffset + 4 * stride);
    l5.intoArray(c, cOffset + 5 * stride);
    l6.intoArray(c, cOffset + 6 * stride);
    l7.intoArray(c, cOffset + 7 * stride);
    l8.intoArray(c, cOffset + 8 * stride);
    l9.intoArray(c, cOffset + 9 * stride);
  }

  /** 5 rows, one vector of columns. */
  private static void multiplyHalf5(
      float[] a,
      int aOffset,
      float[] p,
      int pOffset,
      int inner,
      float[] c,
      int cOffset,
      int stride) {
    FloatVector l0 = FloatVector.fromArray(FLOATS, c, cOffset);
    FloatVector l1 = FloatVector.fromArray(FLOATS, c, cOffset + stride);
    FloatVector l2 = FloatVector.fromArray(FLOATS, c, cOffset + 2 * stride);
    FloatVector l3 = FloatVector.fromArray(FLOATS, c, cOffset + 3 * stride);
    FloatVector l4 = FloatVector.fromArray(FLOATS, c, cOffset + 4 * stride);
    for (int k = 0; k < inner; k++) {
      FloatVector left = FloatVector.fromArray(FLOATS, p, pOffset + k * LANES);
      int offset = aOffset + k * 5;
      FloatVector x0 = FloatVector.broadcast(FLOATS, a[offset]);
      l0 = x0.fma(left, l0);
      FloatVector x1 = FloatVector.broadcast(FLOATS, a[offset + 1]);
      l1 = x1.fma(left, l1);
      FloatVector x2 = FloatVector.broadcast(FLOATS, a[offset + 2]);
      l2 = x2.fma(left, l2);
      FloatVector x3 = FloatVector.broadcast(FLOATS, a[offset + 3]);
      l3 = x3.fma(left, l3);
      FloatVector x4 = FloatVector.broadcast(FLOATS, a[offset + 4]);
      l4 = x4.fma(left, l4);
    }
    l0.intoArray(c, cOffset);
    l1.intoArray(c, cOffset + stride);
    l2.intoArray(c, cOffset + 2 * stride);
    l3.intoArray(c, cOffset + 3 * stride);
    l4.intoArray(c, cOffset + 4 * stride);
  }
}
