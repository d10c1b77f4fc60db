package org.unroll.nn;

import org.unroll.math.Seeds;

/**
 * Which connections a batch keeps, as factors: 0, or {@code 1/(1-p)} so that the expected sum stays
 * what it is without dropout ("inverted" scaling; Srivastava et al. 2014).
 *
 * <p>A mask depends on the seed alone: factor i comes from the 16 bits from {@code 16 (i mod 4)}
 * onwards of the value with number {@code i / 4} of the seed's sequence, so that p is taken as a
 * multiple of 2^-16.
 */
public final class DropoutMask {

  private DropoutMask() {}

  /**
   * Writes the first {@code size} factors of a mask.
   *
   * @param probability p, of dropping a connection, in [0, 1)
   */
  public static void fill(float[] factors, int size, double probability, long seed) {
    int threshold = (int) (probability * 0x1p16);
    float scale = (float) (1 / (1 - probability));
    int whole = size / 4 * 4;
    for (int i = 0; i < whole; i += 4) {
      long bits = Seeds.at(seed, i >>> 2);
      factors[i] = (bits & 0xFFFF) < threshold ? 0 : scale;
      factors[i + 1] = ((bits >>> 16) & 0xFFFF) < threshold ? 0 : scale;
      factors[i + 2] = ((bits >>> 32) & 0xFFFF) < threshold ? 0 : scale;
      factors[i + 3] = (bits >>> 48) < threshold ? 0 : scale;
    }
    for (int i = whole; i < size; i++) {
      long bits = Seeds.at(seed, i >>> 2) >>> (16 * (i % 4));
      factors[i] = (bits & 0xFFFF) < threshold ? 0 : scale;
    }
  }
}
