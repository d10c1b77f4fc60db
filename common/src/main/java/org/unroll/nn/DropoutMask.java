package org.unroll.nn;

import org.unroll.math.Seeds;

/**
 * Which connections a batch keeps, as factors: 0, or {@code 1/(1-p)} so that the expected sum stays
 * what it is without dropout ("inverted" scaling; Srivastava et al. 2014).
 *
 * <p>A mask depends on the seed alone: factor i comes from bits {@code 32 (i mod 2)} onwards of the
 * value with number {@code i / 2} of the seed's sequence.
 */
public final class DropoutMask {

  private DropoutMask() {}

  /**
   * Writes the first {@code size} factors of a mask.
   *
   * @param probability p, of dropping a connection, in [0, 1)
   */
  public static void fill(float[] factors, int size, double probability, long seed) {
    long threshold = (long) (probability * 0x1p32);
    float scale = (float) (1 / (1 - probability));
    for (int i = 0; i < size; i += 2) {
      long bits = Seeds.at(seed, i >>> 1);
      factors[i] = (bits & 0xFFFFFFFFL) < threshold ? 0 : scale;
      if (i + 1 < size) {
        factors[i + 1] = (bits >>> 32) < threshold ? 0 : scale;
      }
    }
  }
}
