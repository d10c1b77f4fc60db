package org.unroll.math.internal.gemm;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The size of the tile of C that a micro-kernel sums up in registers while the inner dimension
 * passes: up to MR rows by up to NR columns, in the terms of BLIS (Van Zee and van de Geijn 2015).
 * With two vectors of B and one value of A, broadcast, 10 rows of two vectors take 23 of the 32
 * registers of AVX-512 or NEON; 5 rows take 13 of the 16 of AVX2. Tiles of a single vector of
 * columns serve where a matrix ends.
 *
 * <p>{@link RowMicroKernel} and {@link PackedMicroKernel} are generated with unrolled loops: the
 * compiler keeps vectors in registers only as long as it inlines everything that touches them, and
 * in a method that has become large it inlines the Vector API, but none of our methods.
 */
public final class MicroTile {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;

  /** The columns of a narrow tile. */
  static final int LANES = FLOATS.length();

  /** The columns of a wide tile. */
  public static final int NR = 2 * LANES;

  /** The maximum number of rows of a tile. */
  static final int MR = LANES >= 16 || System.getProperty("os.arch").equals("aarch64") ? 10 : 5;

  private MicroTile() {}

  /** Returns the rows of the next tile of {@link RowMicroKernel} where {@code left} rows remain. */
  public static int rows(int left) {
    if (left >= MR) {
      return MR;
    }
    return left >= 5 ? 5 : 1;
  }

  /** Returns the columns of the next tile where {@code left} columns remain. */
  public static int width(int left) {
    return left > LANES ? NR : LANES;
  }

  /** Returns {@code columns}, rounded up to whole vectors. */
  static int padded(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }
}
