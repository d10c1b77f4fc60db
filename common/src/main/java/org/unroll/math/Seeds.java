package org.unroll.math;

/**
 * Independent 64-bit seeds derived from one seed by counting, so that a random value depends on its
 * purpose and never on the number of values drawn before it.
 *
 * <p>The mixing function is the finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast
 * splittable pseudorandom number generators").
 */
public final class Seeds {

  /**
   * The odd integer nearest to 2^64 divided by the golden ratio: the step of SplitMix64's counter.
   */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private Seeds() {}

  /** Returns the seed at the end of {@code path}, such as (epoch, round, shard, batch). */
  public static long mix(long seed, long... path) {
    long mixed = scramble(seed + GAMMA);
    for (long part : path) {
      mixed = at(mixed, part);
    }
    return mixed;
  }

  /** Returns the seed at the end of a path of one part. */
  public static long mix(long seed, long part) {
    return at(scramble(seed + GAMMA), part);
  }

  /** Returns the value with number {@code index} of the sequence that {@code seed} starts. */
  public static long at(long seed, long index) {
    return scramble(seed + (index + 1) * GAMMA);
  }

  /** Returns the same value as a float, uniform in [0, 1), a multiple of 2^-24. */
  public static float uniform(long seed, long index) {
    return (at(seed, index) >>> 40) * 0x1p-24f;
  }

  private static long scramble(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
