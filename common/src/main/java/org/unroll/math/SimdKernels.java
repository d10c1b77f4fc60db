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
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarKernels} by the Vector API, as many values at once as the machine has lanes.
 *
 * <p>Where the size is no multiple of the lanes, the last vector begins earlier and computes some
 * values a second time. Sums go lane by lane: {@code reduceLanes} promises no order for floats, and
 * the interpreter's is not the compiler's.
 */
final class SimdKernels implements Kernels {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final int LANES = FLOATS.length();

  private final ScalarKernels scalar = new ScalarKernels();

  @Override
  public void sigmoid(float[] x, int xAt, float[] y, int yAt, int size) {
    if (size < LANES) {
      scalar.sigmoid(x, xAt, y, yAt, size);
      return;
    }
    for (int i = 0; i < size; i += LANES) {
      int j = Math.min(i, size - LANES);
      sigmoid(load(x, xAt + j)).intoArray(y, yAt + j);
    }
  }

  @Override
  public void tanh(float[] x, int xAt, float[] y, int yAt, int size) {
    if (size < LANES) {
      scalar.tanh(x, xAt, y, yAt, size);
      return;
    }
    for (int i = 0; i < size; i += LANES) {
      int j = Math.min(i, size - LANES);
      tanh(load(x, xAt + j)).intoArray(y, yAt + j);
    }
  }

  @Override
  public double exp(float[] x, int xAt, float shift, float scale, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector e = exp(load(x, xAt + i).sub(shift)).mul(scale);
      e.intoArray(y, yAt + i);
      sum = sum.add(e);
    }
    return sum(sum) + scalar.exp(x, xAt + whole, shift, scale, y, yAt + whole, size - whole);
  }

  @Override
  public float max(float[] x, int xAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector largest = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < whole; i += LANES) {
      largest = largest.max(load(x, xAt + i));
    }
    return Math.max(
        largest.reduceLanes(VectorOperators.MAX), scalar.max(x, xAt + whole, size - whole));
  }

  @Override
  public double sumOfSquares(float[] x, int xAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector even = FloatVector.zero(FLOATS);
    FloatVector odd = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i + LANES < whole; i += 2 * LANES) {
      FloatVector a = load(x, xAt + i);
      FloatVector b = load(x, xAt + i + LANES);
      even = a.fma(a, even);
      odd = b.fma(b, odd);
    }
    for (; i < whole; i += LANES) {
      FloatVector a = load(x, xAt + i);
      even = a.fma(a, even);
    }
    return sum(even) + sum(odd) + scalar.sumOfSquares(x, xAt + whole, size - whole);
  }

  @Override
  public void addScaled(float scale, float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int i = 0; i < whole; i += LANES) {
      load(x, xAt + i).fma(factor, load(y, yAt + i)).intoArray(y, yAt + i);
    }
    scalar.addScaled(scale, x, xAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void multiply(float[] x, int xAt, float[] f, int fAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      load(x, xAt + i).mul(load(f, fAt + i)).intoArray(y, yAt + i);
    }
    scalar.multiply(x, xAt + whole, f, fAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void clip(float factor, float limit, float[] x, int xAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      bound(load(x, xAt + i).mul(factor), -limit, limit).intoArray(x, xAt + i);
    }
    scalar.clip(factor, limit, x, xAt + whole, size - whole);
  }

  @Override
  public void blend(float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, gain);
    for (int i = 0; i < whole; i += LANES) {
      load(x, xAt + i).fma(factor, load(y, yAt + i).mul(decay)).intoArray(y, yAt + i);
    }
    scalar.blend(decay, gain, x, xAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void blendSquares(
      float decay, float gain, float[] x, int xAt, float[] y, int yAt, int size) {
    int whole = FLOATS.loopBound(size);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector v = load(x, xAt + i);
      v.mul(gain).fma(v, load(y, yAt + i).mul(decay)).intoArray(y, yAt + i);
    }
    scalar.blendSquares(decay, gain, x, xAt + whole, y, yAt + whole, size - whole);
  }

  @Override
  public void addQuotients(
      float scale,
      float[] x,
      int xAt,
      float[] s,
      int sAt,
      float inside,
      float outside,
      float[] y,
      int yAt,
      int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector factor = FloatVector.broadcast(FLOATS, scale);
    for (int i = 0; i < whole; i += LANES) {
      FloatVector root = load(s, sAt + i).add(inside).sqrt().add(outside);
      load(x, xAt + i).div(root).fma(factor, load(y, yAt + i)).intoArray(y, yAt + i);
    }
    scalar.addQuotients(
        scale, x, xAt + whole, s, sAt + whole, inside, outside, y, yAt + whole, size - whole);
  }

  @Override
  public void lstmForward(
      float[] pre,
      int preAt,
      float[] c0,
      int c0At,
      float[] gates,
      int gatesAt,
      float[] c,
      int cAt,
      float[] h,
      int hAt,
      int size) {
    if (size < LANES) {
      scalar.lstmForward(pre, preAt, c0, c0At, gates, gatesAt, c, cAt, h, hAt, size);
      return;
    }
    for (int k = 0; k < size; k += LANES) {
      int j = Math.min(k, size - LANES);
      FloatVector i = sigmoid(load(pre, preAt + j));
      FloatVector f = sigmoid(load(pre, preAt + size + j));
      FloatVector g = tanh(load(pre, preAt + 2 * size + j));
      FloatVector o = sigmoid(load(pre, preAt + 3 * size + j));
      FloatVector cell = f.fma(load(c0, c0At + j), i.mul(g));
      i.intoArray(gates, gatesAt + j);
      f.intoArray(gates, gatesAt + size + j);
      g.intoArray(gates, gatesAt + 2 * size + j);
      o.intoArray(gates, gatesAt + 3 * size + j);
      cell.intoArray(c, cAt + j);
      o.mul(tanh(cell)).intoArray(h, hAt + j);
    }
  }

  @Override
  public void lstmBackward(
      float[] gates,
      int gatesAt,
      float[] c0,
      int c0At,
      float[] c,
      int cAt,
      float[] dh,
      int dhAt,
      float[] dc,
      int dcAt,
      float[] dPre,
      int dPreAt,
      float[] dc0,
      int dc0At,
      int size) {
    if (size < LANES) {
      scalar.lstmBackward(
          gates, gatesAt, c0, c0At, c, cAt, dh, dhAt, dc, dcAt, dPre, dPreAt, dc0, dc0At, size);
      return;
    }
    for (int k = 0; k < size; k += LANES) {
      int j = Math.min(k, size - LANES);
      FloatVector i = load(gates, gatesAt + j);
      FloatVector f = load(gates, gatesAt + size + j);
      FloatVector g = load(gates, gatesAt + 2 * size + j);
      FloatVector o = load(gates, gatesAt + 3 * size + j);
      FloatVector tanh = tanh(load(c, cAt + j));
      FloatVector dHidden = load(dh, dhAt + j);
      FloatVector dCell = dHidden.mul(o).fma(oneMinusSquare(tanh), load(dc, dcAt + j));
      dCell.mul(g).mul(slope(i)).intoArray(dPre, dPreAt + j);
      dCell.mul(load(c0, c0At + j)).mul(slope(f)).intoArray(dPre, dPreAt + size + j);
      dCell.mul(i).mul(oneMinusSquare(g)).intoArray(dPre, dPreAt + 2 * size + j);
      dHidden.mul(tanh).mul(slope(o)).intoArray(dPre, dPreAt + 3 * size + j);
      dCell.mul(f).intoArray(dc0, dc0At + j);
    }
  }

  @Override
  public void gruForward(
      float[] pre,
      int preAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] gates,
      int gatesAt,
      float[] h,
      int hAt,
      int size) {
    if (size < LANES) {
      scalar.gruForward(pre, preAt, product, productAt, h0, h0At, gates, gatesAt, h, hAt, size);
      return;
    }
    for (int k = 0; k < size; k += LANES) {
      int j = Math.min(k, size - LANES);
      FloatVector r = sigmoid(load(pre, preAt + j));
      FloatVector z = sigmoid(load(pre, preAt + size + j));
      FloatVector n = tanh(r.fma(load(product, productAt + j), load(pre, preAt + 2 * size + j)));
      r.intoArray(gates, gatesAt + j);
      z.intoArray(gates, gatesAt + size + j);
      n.intoArray(gates, gatesAt + 2 * size + j);
      z.fma(load(h0, h0At + j).sub(n), n).intoArray(h, hAt + j);
    }
  }

  @Override
  public void gruBackward(
      float[] gates,
      int gatesAt,
      float[] product,
      int productAt,
      float[] h0,
      int h0At,
      float[] dh,
      int dhAt,
      float[] dPre,
      int dPreAt,
      float[] dProduct,
      int dProductAt,
      float[] dh0,
      int dh0At,
      int size) {
    if (size < LANES) {
      scalar.gruBackward(
          gates,
          gatesAt,
          product,
          productAt,
          h0,
          h0At,
          dh,
          dhAt,
          dPre,
          dPreAt,
          dProduct,
          dProductAt,
          dh0,
          dh0At,
          size);
      return;
    }
    for (int k = 0; k < size; k += LANES) {
      int j = Math.min(k, size - LANES);
      FloatVector r = load(gates, gatesAt + j);
      FloatVector z = load(gates, gatesAt + size + j);
      FloatVector n = load(gates, gatesAt + 2 * size + j);
      FloatVector dHidden = load(dh, dhAt + j);
      FloatVector dn = dHidden.sub(dHidden.mul(z)).mul(oneMinusSquare(n));
      dn.mul(load(product, productAt + j)).mul(slope(r)).intoArray(dPre, dPreAt + j);
      dHidden.mul(load(h0, h0At + j).sub(n)).mul(slope(z)).intoArray(dPre, dPreAt + size + j);
      dn.intoArray(dPre, dPreAt + 2 * size + j);
      dn.mul(r).intoArray(dProduct, dProductAt + j);
      dHidden.mul(z).intoArray(dh0, dh0At + j);
    }
  }

  private static FloatVector load(float[] x, int at) {
    return FloatVector.fromArray(FLOATS, x, at);
  }

  /** The derivative of a sigmoid whose value is {@code y}. */
  private static FloatVector slope(FloatVector y) {
    return y.sub(y.mul(y));
  }

  /** The derivative of a tanh whose value is {@code y}. */
  private static FloatVector oneMinusSquare(FloatVector y) {
    return y.mul(y).neg().add(1);
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector bounded = bound(x, SMALLEST, LARGEST);
    FloatVector shifted = shifted(bounded);
    return power(shifted).mul(expMinusOne(bounded, shifted).add(1));
  }

  private static FloatVector sigmoid(FloatVector x) {
    return FloatVector.broadcast(FLOATS, 1).div(exp(x.neg()).add(1));
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector twice = bound(x.add(x), -20, 20);
    FloatVector shifted = shifted(twice);
    FloatVector power = power(shifted);
    FloatVector m = power.fma(expMinusOne(twice, shifted), power.sub(1));
    return m.div(m.add(2));
  }

  /** Not min and max, which spend instructions on the order of zeros. Lets not-a-number through. */
  private static FloatVector bound(FloatVector x, float least, float most) {
    return x.blend(least, x.compare(VectorOperators.LT, least))
        .blend(most, x.compare(VectorOperators.GT, most));
  }

  private static FloatVector shifted(FloatVector x) {
    return x.fma(FloatVector.broadcast(FLOATS, LOG2_E), FloatVector.broadcast(FLOATS, ROUNDING));
  }

  private static FloatVector power(FloatVector shifted) {
    IntVector bits = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return bits.add(0x3F800000).reinterpretAsFloats();
  }

  private static FloatVector expMinusOne(FloatVector x, FloatVector shifted) {
    FloatVector k = shifted.sub(ROUNDING);
    FloatVector high = k.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), x);
    FloatVector r = k.fma(FloatVector.broadcast(FLOATS, -LN2_LOW), high);
    FloatVector tail =
        r.fma(FloatVector.broadcast(FLOATS, A4), FloatVector.broadcast(FLOATS, A3))
            .fma(r, FloatVector.broadcast(FLOATS, A2))
            .fma(r, FloatVector.broadcast(FLOATS, A1))
            .fma(r, FloatVector.broadcast(FLOATS, A0));
    return tail.fma(r.mul(r), r);
  }

  /** The lanes, added from the first to the last. */
  private static double sum(FloatVector v) {
    double sum = 0;
    sum += (double) v.lane(0) + v.lane(1);
    if (LANES >= 4) {
      sum += (double) v.lane(2) + v.lane(3);
    }
    if (LANES >= 8) {
      sum += (double) v.lane(4) + v.lane(5) + v.lane(6) + v.lane(7);
    }
    if (LANES >= 16) {
      sum += (double) v.lane(8) + v.lane(9) + v.lane(10) + v.lane(11);
      sum += (double) v.lane(12) + v.lane(13) + v.lane(14) + v.lane(15);
    }
    return sum;
  }
}
