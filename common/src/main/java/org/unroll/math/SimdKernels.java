package org.unroll.math;

import static org.unroll.math.ScalarKernels.A0;
import static org.unroll.math.ScalarKernels.A1;
import static org.unroll.math.ScalarKernels.A2;
import static org.unroll.math.ScalarKernels.A3;
import static org.unroll.math.ScalarKernels.A4;
import static org.unroll.math.ScalarKernels.LARGEST;
import static org.unroll.math.ScalarKernels.LN2_HIGH;
import static org.unroll.math.ScalarKernels.LN2_LOW;
import static org.unroll.math.ScalarKernels.LOG2_E;
import static org.unroll.math.ScalarKernels.ROUNDING;
import static org.unroll.math.ScalarKernels.SMALLEST;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarKernels} by the Vector API, as many values at once as the machine has lanes.
 *
 * <p>The bits do not depend on the lanes. Each value is rounded as {@link ScalarKernels} rounds it,
 * which takes what whole vectors leave; or, where outputs are not read again, the last vector
 * begins earlier and computes some values a second time. Sums are those of {@link #SUMS} lanes,
 * whatever the machine has, one after the other: {@code reduceLanes} promises no order for floats,
 * and the interpreter's is not the compiler's.
 *
 * <p>Vectors do not pass from method to method here: where the compiler decides not to inline, each
 * would become an object. So the exponential is written out three times.
 */
final class SimdKernels implements Kernels {

  /**
   * Lane i sums the values i, i + SUMS and so on; a narrower machine takes some lanes at a time.
   */
  private static final int SUMS = 16;

  private static final VectorSpecies<Float> FLOATS =
      FloatVector.SPECIES_PREFERRED.length() <= SUMS
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int LANES = FLOATS.length();

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
          v.blend(SMALLEST, v.compare(VectorOperators.LT, SMALLEST))
              .blend(LARGEST, v.compare(VectorOperators.GT, LARGEST));
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
    for (int lane = 0; lane < SUMS; lane += LANES) {
      exp(x, xOffset + lane, shift, scale, y, yOffset + lane, whole - lane, lanes, lane);
    }
    return sum(lanes, SUMS)
        + scalar.exp(x, xOffset + whole, shift, scale, y, yOffset + whole, size - whole);
  }

  /** Every {@link #SUMS}th vector of a range, and their sum. */
  private static void exp(
      float[] x,
      int xOffset,
      float shift,
      float scale,
      float[] y,
      int yOffset,
      int size,
      float[] sums,
      int sumsOffset) {
    FloatVector minusHighLn2 = FloatVector.broadcast(FLOATS, -LN2_HIGH);
    FloatVector minusLowLn2 = FloatVector.broadcast(FLOATS, -LN2_LOW);
    FloatVector a2 = FloatVector.broadcast(FLOATS, A2);
    FloatVector a1 = FloatVector.broadcast(FLOATS, A1);
    FloatVector a0 = FloatVector.broadcast(FLOATS, A0);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < size; i += SUMS) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xOffset + i).sub(shift);
      FloatVector bounded =
          v.blend(SMALLEST, v.compare(VectorOperators.LT, SMALLEST))
              .blend(LARGEST, v.compare(VectorOperators.GT, LARGEST));
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
    sum.intoArray(sums, sumsOffset);
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

  @Override
  public void lstmForward(
      float[] pre,
      int preOffset,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesOffset,
      float[] c,
      int cOffset,
      float[] tanhC,
      int tanhCAt,
      float[] h,
      int hOffset,
      int size) {
    if (size < LANES) {
      scalar.lstmForward(
          pre,
          preOffset,
          c0,
          c0At,
          gates,
          gatesOffset,
          c,
          cOffset,
          tanhC,
          tanhCAt,
          h,
          hOffset,
          size);
      return;
    }
    sigmoid(pre, preOffset, gates, gatesOffset, 2 * size);
    tanh(pre, preOffset + 2 * size, gates, gatesOffset + 2 * size, size);
    sigmoid(pre, preOffset + 3 * size, gates, gatesOffset + 3 * size, size);
    for (int offset = 0; offset < size; offset += LANES) {
      int j = Math.min(offset, size - LANES);
      FloatVector i = FloatVector.fromArray(FLOATS, gates, gatesOffset + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, gatesOffset + size + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, gatesOffset + 2 * size + j);
      f.fma(FloatVector.fromArray(FLOATS, c0, c0At + j), i.mul(g)).intoArray(c, cOffset + j);
    }
    tanh(c, cOffset, tanhC, tanhCAt, size);
    multiply(gates, gatesOffset + 3 * size, tanhC, tanhCAt, h, hOffset, size);
  }

  @Override
  public void lstmBackward(
      float[] gates,
      int gatesOffset,
      float[] c0,
      int c0At,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] dPre,
      int dPreOffset,
      float[] dc0,
      int dc0At,
      int size) {
    if (size < LANES) {
      scalar.lstmBackward(
          gates,
          gatesOffset,
          c0,
          c0At,
          tanhC,
          tanhCAt,
          dh,
          dhOffset,
          dc,
          dcOffset,
          dPre,
          dPreOffset,
          dc0,
          dc0At,
          size);
      return;
    }
    lstmOutputBackward(
        gates,
        gatesOffset + 3 * size,
        tanhC,
        tanhCAt,
        dh,
        dhOffset,
        dc,
        dcOffset,
        dPre,
        dPreOffset + 3 * size,
        dc0,
        dc0At,
        size);
    lstmCellBackward(gates, gatesOffset, c0, c0At, dPre, dPreOffset, dc0, dc0At, size);
  }

  /** The output gate, and dc' = dc + dh o (1 - tanh^2 c), which it leaves in {@code dc0}. */
  private static void lstmOutputBackward(
      float[] output,
      int outputOffset,
      float[] tanhC,
      int tanhCAt,
      float[] dh,
      int dhOffset,
      float[] dc,
      int dcOffset,
      float[] dPre,
      int dPreOffset,
      float[] dc0,
      int dc0At,
      int size) {
    for (int offset = 0; offset < size; offset += LANES) {
      int j = Math.min(offset, size - LANES);
      FloatVector o = FloatVector.fromArray(FLOATS, output, outputOffset + j);
      FloatVector tanh = FloatVector.fromArray(FLOATS, tanhC, tanhCAt + j);
      FloatVector dTanh = o.mul(FloatVector.fromArray(FLOATS, dh, dhOffset + j));
      FloatVector product = dTanh.mul(tanh);
      product.sub(product.mul(o)).intoArray(dPre, dPreOffset + j);
      dTanh
          .sub(product.mul(tanh))
          .add(FloatVector.fromArray(FLOATS, dc, dcOffset + j))
          .intoArray(dc0, dc0At + j);
    }
  }

  /**
   * The gates i, f and g; {@code dc0} is dc' before and the gradient of c0 after, so that nothing
   * can be computed a second time.
   */
  private static void lstmCellBackward(
      float[] gates,
      int gatesOffset,
      float[] c0,
      int c0At,
      float[] dPre,
      int dPreOffset,
      float[] dc0,
      int dc0At,
      int size) {
    int whole = FLOATS.loopBound(size);
    for (int j = 0; j < whole; j += LANES) {
      FloatVector dCell = FloatVector.fromArray(FLOATS, dc0, dc0At + j);
      FloatVector i = FloatVector.fromArray(FLOATS, gates, gatesOffset + j);
      FloatVector g = FloatVector.fromArray(FLOATS, gates, gatesOffset + 2 * size + j);
      FloatVector dCandidate = dCell.mul(i);
      FloatVector product = dCandidate.mul(g);
      product.sub(product.mul(i)).intoArray(dPre, dPreOffset + j);
      dCandidate.sub(product.mul(g)).intoArray(dPre, dPreOffset + 2 * size + j);
      FloatVector f = FloatVector.fromArray(FLOATS, gates, gatesOffset + size + j);
      FloatVector dPrevious = dCell.mul(f);
      FloatVector dForget = dPrevious.mul(FloatVector.fromArray(FLOATS, c0, c0At + j));
      dForget.sub(dForget.mul(f)).intoArray(dPre, dPreOffset + size + j);
      dPrevious.intoArray(dc0, dc0At + j);
    }
    for (int j = whole; j < size; j++) {
      float dCell = dc0[dc0At + j];
      float i = gates[gatesOffset + j];
      float f = gates[gatesOffset + size + j];
      float g = gates[gatesOffset + 2 * size + j];
      float dCandidate = dCell * i;
      float product = dCandidate * g;
      dPre[dPreOffset + j] = product - product * i;
      dPre[dPreOffset + 2 * size + j] = dCandidate - product * g;
      float dPrevious = dCell * f;
      float dForget = dPrevious * c0[c0At + j];
      dPre[dPreOffset + size + j] = dForget - dForget * f;
      dc0[dc0At + j] = dPrevious;
    }
  }

  @Override
  public void gruForward(
      float[] pre,
      int preOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesOffset,
      float[] h,
      int hOffset,
      int size) {
    if (size < LANES) {
      scalar.gruForward(
          pre, preOffset, product, productOffset, h0, h0At, gates, gatesOffset, h, hOffset, size);
      return;
    }
    sigmoid(pre, preOffset, gates, gatesOffset, 2 * size);
    for (int offset = 0; offset < size; offset += LANES) {
      int j = Math.min(offset, size - LANES);
      FloatVector.fromArray(FLOATS, gates, gatesOffset + j)
          .fma(
              FloatVector.fromArray(FLOATS, product, productOffset + j),
              FloatVector.fromArray(FLOATS, pre, preOffset + 2 * size + j))
          .intoArray(h, hOffset + j);
    }
    tanh(h, hOffset, gates, gatesOffset + 2 * size, size);
    for (int offset = 0; offset < size; offset += LANES) {
      int j = Math.min(offset, size - LANES);
      FloatVector z = FloatVector.fromArray(FLOATS, gates, gatesOffset + size + j);
      FloatVector n = FloatVector.fromArray(FLOATS, gates, gatesOffset + 2 * size + j);
      z.fma(FloatVector.fromArray(FLOATS, h0, h0At + j).sub(n), n).intoArray(h, hOffset + j);
    }
  }

  @Override
  public void gruBackward(
      float[] gates,
      int gatesOffset,
      float[] product,
      int productOffset,
      float[] h0,
      int h0At,
      float[] dh,
      int dhOffset,
      float[] dPre,
      int dPreOffset,
      float[] dProduct,
      int dProductOffset,
      float[] dh0,
      int dh0At,
      int size) {
    if (size < LANES) {
      scalar.gruBackward(
          gates,
          gatesOffset,
          product,
          productOffset,
          h0,
          h0At,
          dh,
          dhOffset,
          dPre,
          dPreOffset,
          dProduct,
          dProductOffset,
          dh0,
          dh0At,
          size);
      return;
    }
    for (int offset = 0; offset < size; offset += LANES) {
      int j = Math.min(offset, size - LANES);
      FloatVector r = FloatVector.fromArray(FLOATS, gates, gatesOffset + j);
      FloatVector z = FloatVector.fromArray(FLOATS, gates, gatesOffset + size + j);
      FloatVector n = FloatVector.fromArray(FLOATS, gates, gatesOffset + 2 * size + j);
      FloatVector dHidden = FloatVector.fromArray(FLOATS, dh, dhOffset + j);
      FloatVector dCandidate = dHidden.sub(dHidden.mul(z));
      FloatVector dn = dCandidate.mul(n).neg().fma(n, dCandidate);
      FloatVector dProducts = dn.mul(r);
      dProducts
          .mul(FloatVector.fromArray(FLOATS, product, productOffset + j))
          .mul(r.neg().add(1))
          .intoArray(dPre, dPreOffset + j);
      FloatVector direct = dHidden.mul(z);
      direct
          .mul(FloatVector.fromArray(FLOATS, h0, h0At + j).sub(n))
          .mul(z.neg().add(1))
          .intoArray(dPre, dPreOffset + size + j);
      dn.intoArray(dPre, dPreOffset + 2 * size + j);
      dProducts.intoArray(dProduct, dProductOffset + j);
      direct.intoArray(dh0, dh0At + j);
    }
  }

  private static double sum(float[] lanes, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += lanes[i];
    }
    return sum;
  }
}
