package org.unroll.nn.dropout;

import org.unroll.math.Seeds;

/**
 * Dropout masks: a factor for each connection, 0 where it is dropped, else {@code 1/(1-p)}, so that
 * the expected sum is the same as without dropout ("inverted dropout"; Srivastava et al. 2014).
 *
 * <p>A mask depends on the seed alone: factor i comes from 16 bits, from bit {@code 16 (i mod 4)}
 * on, of value number {@code i / 4} of the seed's sequence. So p is rounded down to a multiple of
 * 2^-16.
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
    int scale = Float.floatToRawIntBits((float) (1 / (1 - probability)));
    int whole = size / 4 * 4;
    for (int i = 0; i < whole; i += 4) {
      long bits = Seeds.at(seed, i >>> 2);
      factors[i] = factor((int) bits, threshold, scale);
      factors[i + 1] = factor((int) (bits >>> 16), threshold, scale);
      factors[i + 2] = factor((int) (bits >>> 32), threshold, scale);
      factors[i + 3] = factor((int) (bits >>> 48), threshold, scale);
    }
    for (int i = whole; i < size; i++) {
      long bits = Seeds.at(seed, i >>> 2) >>> (16 * (i % 4));
      factors[i] = factor((int) bits, threshold, scale);
    }
  }

  /** 0 where the low 16 bits are below the threshold, without a branch to mispredict. */
  private static float factor(int bits, int threshold, int scale) {
    int mask = (threshold - 1 - (bits & 0xFFFF)) >> 31; // all bits or none
    return Float.intBitsToFloat(scale & mask);
  }
}
