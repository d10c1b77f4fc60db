package org.unroll.train.exchange;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.unroll.math.HalfFloat;

/**
 * A block of half-precision numbers with a common power of two as their scale, chosen so that the
 * largest of them comes near the largest half. With m for its magnitude, a value is off by at most
 * 2^-11 of itself or by 2^-39 m, whichever is more.
 *
 * <p>The halves stand in bytes, which every serialiser copies as they are.
 */
final class Float16Block implements ValueBlock {

  private static final long serialVersionUID = 1L;

  private static final VarHandle HALF =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] halves; // little-endian
  private final float unit; // what 1 stands for, a power of two

  private Float16Block(byte[] halves, float unit) {
    this.halves = halves;
    this.unit = unit;
  }

  /** The change from the values {@code before} to those {@code after}, rounded. */
  static Float16Block ofChange(float[] before, float[] after) {
    float largest = 0;
    for (int i = 0; i < after.length; i++) {
      largest = Math.max(largest, Math.abs(after[i] - before[i]));
    }
    // One below the largest exponent, for rounding up must not lead to infinity.
    int exponent = HalfFloat.MAX_EXPONENT - 1 - Math.getExponent(largest);
    exponent = Math.min(exponent, Float.MAX_EXPONENT - 1);
    float scale = Math.scalb(1f, exponent);
    byte[] halves = new byte[Short.BYTES * after.length];
    for (int i = 0; i < after.length; i++) {
      HALF.set(halves, Short.BYTES * i, HalfFloat.of(scale * (after[i] - before[i])));
    }
    return new Float16Block(halves, 1 / scale);
  }

  @Override
  public int size() {
    return halves.length / Short.BYTES;
  }

  @Override
  public Float16Block part(int from, int to) {
    return new Float16Block(Arrays.copyOfRange(halves, Short.BYTES * from, Short.BYTES * to), unit);
  }

  @Override
  public void addTo(double[] sum, long weight, int offset, int size) {
    double factor = (double) weight * unit;
    for (int i = 0; i < size; i++) {
      sum[i] += factor * HalfFloat.toFloat((short) HALF.get(halves, Short.BYTES * (offset + i)));
    }
  }
}
