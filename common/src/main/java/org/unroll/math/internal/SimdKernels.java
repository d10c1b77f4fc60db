package org.unroll.math.internal;

import static org.unroll.math.internal.ScalarKernels.A0;
import static org.unroll.math.internal.ScalarKernels.A1;
import static org.unroll.math.internal.ScalarKernels.A2;
import static org.unroll.math.internal.ScalarKernels.A3;
import static org.unroll.math.internal.ScalarKernels.A4;
import static org.unroll.math.internal.ScalarKernels.LN2_HIGH;
import static org.unroll.math.internal.ScalarKernels.LN2_LOW;
import static org.unroll.math.internal.ScalarKernels.LOG2_E;
import static org.unroll.math.internal.ScalarKernels.MAX_ARGUMENT;
import static org.unroll.math.internal.ScalarKernels.MIN_ARGUMENT;
import static org.unroll.math.internal.ScalarKernels.ROUNDING;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of {@link ScalarKernels} by the Vector API, one value for each lane of the machine.
 *
 * <p>The bits do not depend on the number of lanes. Each value is rounded as {@link ScalarKernels}
 * rounds it, which takes the values that do not fill a vector; or, where outputs are not read
 * again, the last vector begins earlier and computes some values a second time. Sums are those of
 * {@link #SUMS} lanes on every machine, added one after the other: {@code reduceLanes} promises no
 * order for floats, and the interpreter's differs from the compiler's.
 *
 * <p>No vector passes from method to method: it would become an object wherever the compiler
 * decides not to inline. Hence the exponential is written out three times.
 */
public final class SimdKernels implements Kernels {

  /**
   * The number of partial sums. Number i is that of the values i, i + SUMS and so on; a machine
   * with fewer lanes makes several passes.
   */
  private static final int SUMS = 16;

  static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() <= SUMS
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  static final int LANES = FLOATS.length();

  private static final ThreadLocal<float[]> LANE_SUMS =
      ThreadLocal.withInitial(() -> new float[2 * SUMS]);

  private final ScalarKernels scalar = new ScalarKernels();

  @Override
  public void sigmoid(float[] x, int xOffset, float[] y, int yOffset, int size) {
    if (size < LANES) {
      scalar.sigmoid(x, xOffset, y, yOffset, size);
      return;
    }
    FloatVector minusHighLn2 = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    FloatVector minusLowLn2 = FloatVector.broadcast(FLOATS, -LN2_LOW);
    FloatVector a2 = FloatVector.broadcast(FLOATS, A2);
    FloatVector a1 = FloatVector.broadcast(FLOATS, A1);
    FloatVector a0 = FloatVector.broadcast(FLOATS, A0);
    FloatVector one = FloatVector.broadcast(FLOATS, 1);
    for (int i = 0; i < size; i += LANES) {
      int j = Math.min(i, size - LANES);
      FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + j).neg();
      FloatVector bounded =
          v.blend(MIN_ARGUMENT, v.compare(VectorOperators.LT, MIN_ARGUMENT))
              .blend(MAX_ARGUMENT, v.compare(VectorOperators.GT, MAX_ARGUMENT));
      FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3F800000)
              .reinterpretAsFloats();
      FloatVector k = shifted.sub(ROUNDING);
      FloatVector r = k.fma(minusLowLn2, k.fma(minusHighLn2, bounded));
      FloatVector tail = r.fma(A4, A3).fma(r, a2).fma(r, a1).fma(r, a0).fma(r.mul(r), r);
      one.div(power.mul(tail.add(1)).add(1)).intoArray(y, yOffset + j);
    }
  }

  @Override
  public void tanh(float[] x, int xOffset, float[] y, int yOffset, int size) {
    if (size < LANES) {
      scalar.tanh(x, xOffset, y, yOffset, size);
      return;
    }
    FloatVector minusHighLn2 = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    FloatVector minusLowLn2 = FloatVector.broadcast(FLOATS, -LN2_LOW);
    FloatVector a2 = FloatVector.broadcast(FLOATS, A2);
    FloatVector a1 = FloatVector.broadcast(FLOATS, A1);
    FloatVector a0 = FloatVector.broadcast(FLOATS, A0);
    for (int i = 0; i < size; i += LANES) {
      int j = Math.min(i, size - LANES);
      FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + j).mul(2);
      FloatVector bounded =
          v.blend(-20, v.compare(VectorOperators.LT, -20))
              .blend(20, v.compare(VectorOperators.GT, 20));
      FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
      FloatVector power =
          shifted
              .reinterpretAsInts()
              .lanewise(VectorOperators.LSHL, 23)
              .add(0x3F800000)
              .reinterpretAsFloats();
      FloatVector k = shifted.sub(ROUNDING);
      FloatVector r = k.fma(minusLowLn2, k.fma(minusHighLn2, bounded));
      FloatVector tail = r.fma(A4, A3).fma(r, a2).fma(r, a1).fma(r, a0).fma(r.mul(r), r);
      FloatVector m = power.fma(tail, power.sub(1));
      m.div(m.add(2)).intoArray(y, yOffset + j);
    }
  }

  @Override
  public double exp(
      float[] x, int xOffset, float shift, float scale, float[] y, int yOffset, int size) {
    int whole = size / SUMS * SUMS;
    float[] lanes = LANE_SUMS.get();
    FloatVector minusHighLn2 = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    FloatVector minusLowLn2 = FloatVector.broadcast(FLOATS, -LN2_LOW);
    FloatVector a2 = FloatVector.broadcast(FLOATS, A2);
    FloatVector a1 = FloatVector.broadcast(FLOATS, A1);
    FloatVector a0 = FloatVector.broadcast(FLOATS, A0);
    for (int lane = 0; lane < SUMS; lane += LANES) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = lane; i < whole; i += SUMS) {
        FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i).sub(shift);
        FloatVector bounded =
            v.blend(MIN_ARGUMENT, v.compare(VectorOperators.LT, MIN_ARGUMENT))
                .blend(MAX_ARGUMENT, v.compare(VectorOperators.GT, MAX_ARGUMENT));
        FloatVector shifted = bounded.fma(LOG2_E, ROUNDING);
        FloatVector power =
            shifted
                .reinterpretAsInts()
                .lanewise(VectorOperators.LSHL, 23)
                .add(0x3F800000)
                .reinterpretAsFloats();
        FloatVector k = shifted.sub(ROUNDING);
        FloatVector r = k.fma(minusLowLn2, k.fma(minusHighLn2, bounded));
        FloatVector tail = r.fma(A4, A3).fma(r, a2).fma(r, a1).fma(r, a0).fma(r.mul(r), r);
        FloatVector e = power.mul(tail.add(1)).mul(scale);
        e.intoArray(y, yOffset + i);
        sum = sum.add(e);
      }
      sum.intoArray(lanes, lane);
    }
    return sum(lanes, SUMS)
        + scalar.exp(x, xOffset + whole, shift, scale, y, yOffset + whole, size - whole);
  }

  @Override
  public float max(float[] x, int xOffset, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector largest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < whole; i += LANES) {
      largest = largest.max(FloatVector.fromArray(FLOATS, x, xOffset + i));
    }
    return Math.max(
        largest.reduceLanes(VectorOperators.MAX), scalar.max(x, xOffset + whole, size - whole));
  }

  @Override
  public double dot(float[] x, int xOffset, float[] y, int yOffset, int size) {
    int whole = size / (2 * SUMS) * (2 * SUMS);
    float[] lanes = LANE_SUMS.get();
    for (int lane = 0; lane < SUMS; lane += LANES) {
      FloatVector even = FloatVector.zero(FLOATS);
      FloatVector odd = FloatVector.zero(FLOATS);
      for (int i = lane; i < whole; i += 2 * SUMS) {
        even =
            FloatVector.fromArray(FLOATS, x, xOffset + i)
                .fma(FloatVector.fromArray(FLOATS, y, yOffset + i), even);
        odd =
            FloatVector.fromArray(FLOATS, x, xOffset + i + SUMS)
                .fma(FloatVector.fromArray(FLOATS, y, yOffset + i + SUMS), odd);
      }
      even.intoArray(lanes, lane);
      odd.intoArray(lanes, SUMS + lane);
    }
    return sum(lanes, 2 * SUMS) + scalar.dot(x, xOffset + whole, y, yOffset + whole, size - whole);
  }

  @Override
  public double sumOfSquares(float[] x, int xOffset, int size) {
    int whole = size / (2 * SUMS) * (2 * SUMS);
    float[] lanes = LANE_SUMS.get();
    for (int lane = 0; lane < SUMS; lane += LANES) {
      FloatVector even = FloatVector.zero(FLOATS);
      FloatVector odd = FloatVector.zero(FLOATS);
      for (int i = lane; i < whole; i += 2 * SUMS) {
        FloatVector a = FloatVector.fromArray(FLOATS, x, xOffset + i);
        FloatVector b = FloatVector.fromArray(FLOATS, x, xOffset + i + SUMS);
        even = a.fma(a, even);
        odd = b.fma(b, odd);
      }
      even.intoArray(lanes, lane);
      odd.intoArray(lanes, SUMS + lane);
    }
    return sum(lanes, 2 * SUMS) + scalar.sumOfSquares(x, xOffset + whole, size - whole);
  }

  @Override
  public void axpy(float scale, float[] x, int xOffset, float[] y, int yOffset, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(FLOATS, x, xOffset + i)
          .fma(factor, FloatVector.fromArray(FLOATS, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    scalar.axpy(scale, x, xOffset + whole, y, yOffset + whole, size - whole);
  }

  @Override
  public void multiply(
      float[] x, int xOffset, float[] f, int fOffset, float[] y, int yOffset, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(FLOATS, x, xOffset + i)
          .mul(FloatVector.fromArray(FLOATS, f, fOffset + i))
          .intoArray(y, yOffset + i);
    }
    scalar.multiply(x, xOffset + whole, f, fOffset + whole, y, yOffset + whole, size - whole);
  }

  @Override
  public void clip(float factor, float limit, float[] x, int xOffset, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i).mul(factor);
      v.blend(-limit, v.compare(VectorOperators.LT, -limit))
          .blend(limit, v.compare(VectorOperators.GT, limit))
          .intoArray(x, xOffset + i);
    }
    scalar.clip(factor, limit, x, xOffset + whole, size - whole);
  }

  @Override
  public void axpby(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, gain);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector.fromArray(FLOATS, x, xOffset + i)
          .fma(factor, FloatVector.fromArray(FLOATS, y, yOffset + i).mul(decay))
          .intoArray(y, yOffset + i);
    }
    scalar.axpby(decay, gain, x, xOffset + whole, y, yOffset + whole, size - whole);
  }

  @Override
  public void blendSquares(
      float decay, float gain, float[] x, int xOffset, float[] y, int yOffset, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i);
      v.mul(gain)
          .fma(v, FloatVector.fromArray(FLOATS, y, yOffset + i).mul(decay))
          .intoArray(y, yOffset + i);
    }
    scalar.blendSquares(decay, gain, x, xOffset + whole, y, yOffset + whole, size - whole);
  }

  @Override
  public void addQuotients(
      float scale,
      float[] x,
      int xOffset,
      float[] s,
      int sOffset,
      float inside,
      float outside,
      float[] y,
      int yOffset,
      int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector root =
          FloatVector.fromArray(FLOATS, s, sOffset + i).add(inside).sqrt().add(outside);
      FloatVector.fromArray(FLOATS, x, xOffset + i)
          .div(root)
          .fma(factor, FloatVector.fromArray(FLOATS, y, yOffset + i))
          .intoArray(y, yOffset + i);
    }
    scalar.addQuotients(
        scale,
        x,
        xOffset + whole,
        s,
        sOffset + whole,
        inside,
        outside,
        y,
        yOffset + whole,
        size - whole);
  }

  private static double sum(float[] lanes, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lanes[i];
    }
    return sum;
  }
}
