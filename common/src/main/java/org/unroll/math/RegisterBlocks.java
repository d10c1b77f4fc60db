package org.unroll.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The size of the blocks of a product that are summed up in registers: R rows by three vectors of
 * columns stay there while the inner dimension passes by. With three vectors of the right side and
 * one value of the left side, broadcast, 9 rows take 31 registers of the 32 of AVX-512 or NEON; 4
 * rows take the 16 of AVX2. A value that is broadcast serves three products: with two, a core that
 * shares its ports with another thread is half as fast. Where a matrix ends, blocks are two vectors
 * wide.
 *
 * <p>{@link RowBlocks} and {@link ColumnBlocks} have the loops. The compiler keeps vectors in
 * registers only as long as it inlines everything that touches them, and it stops inlining methods
 * of ours, not those of the Vector API, in a method that has become large: so they are written out.
 */
final class RegisterBlocks {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** The values of a vector. */
  static final int LANES = FLOATS.length();

  /** The columns of a block. */
  static final int WIDE = 3 * LANES;

  /** The columns of a narrow block. */
  static final int NARROW = 2 * LANES;

  /** The most rows of a block. */
  static final int ROWS = LANES >= 16 || System.getProperty("os.arch").equals("aarch64") ? 9 : 4;

  private RegisterBlocks() {}

  /** The columns of the block that is taken where {@code left} columns are left. */
  static int width(int left) {
    int vectors = vectors(left);
    return vectors <= 2 || vectors == 4 ? NARROW : WIDE;
  }

  /** {@code columns}, rounded up to whole blocks. */
  static int padded(int columns) {
    return columns == 0 ? 0 : Math.max(NARROW, vectors(columns) * LANES);
  }

  /** The vectors that {@code columns} need. */
  static int vectors(int columns) {
    return (columns + LANES - 1) / LANES;
  }
}
