package org.unroll.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The size of the blocks of a product that are summed up in registers: R rows by two vectors of
 * columns stay there while the inner dimension passes by. With two vectors of the right side and
 * one value of the left side, broadcast, 10 rows take 23 registers of the 32 of AVX-512 or NEON; 5
 * rows take 13 of the 16 of AVX2. Blocks of a single vector of columns serve where a matrix ends.
 *
 * <p>{@link RowBlocks} and {@link ColumnBlocks} have the loops. The compiler keeps vectors in
 * registers only as long as it inlines everything that touches them, and it stops inlining methods
 * of ours, not those of the Vector API, in a method that has become large: so they are written out.
 */
final class RegisterBlocks {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** The columns of a narrow block. */
  static final int LANES = FLOATS.length();

  /** The columns of a block. */
  static final int WIDTH = 2 * LANES;

  /** The most rows of a block. */
  static final int ROWS = LANES >= 16 || System.getProperty("os.arch").equals("aarch64") ? 10 : 5;

  private RegisterBlocks() {}

  /** The columns of the block that is taken where {@code left} columns are left. */
  static int width(int left) {
    return left > LANES ? WIDTH : LANES;
  }

  /** {@code columns}, rounded up to whole blocks. */
  static int padded(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }
}
