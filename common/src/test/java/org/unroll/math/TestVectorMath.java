package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntConsumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.internal.CellKernels;
import org.unroll.math.internal.Kernels;
import org.unroll.math.internal.ScalarCellKernels;
import org.unroll.math.internal.ScalarKernels;
import org.unroll.math.internal.SimdCellKernels;
import org.unroll.math.internal.SimdKernels;

/** The vectorised kernels against their scalar twin, bit for bit, and that against {@link Math}. */
class TestVectorMath {

  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels SIMD = new SimdKernels();

  /** The offset of ranges, so that none is aligned. */
  private static final int AT = 3;

  /** A kernel that changes some of the arrays it is given, and may return a number. */
  private interface Call {
    double on(Kernels kernels, float[][] x, int size);
  }

  private record Kernel(String name, Call call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Kernel> kernels() {
    return Stream.of(
        none("sigmoid", (k, x, n) -> k.sigmoid(x[0], AT, x[1], 0, n)),
        none("tanh", (k, x, n) -> k.tanh(x[0], AT, x[1], 0, n)),
        new Kernel("exp", (k, x, n) -> k.exp(x[0], AT, 0.5f, 1.5f, x[1], 0, n)),
        new Kernel("max", (k, x, n) -> k.max(x[0], AT, n)),
        new Kernel("dot", (k, x, n) -> k.dot(x[0], AT, x[1], 0, n)),
        new Kernel("sumOfSquares", (k, x, n) -> k.sumOfSquares(x[0], AT, n)),
        none("axpy", (k, x, n) -> k.axpy(0.3f, x[0], AT, x[1], 0, n)),
        none("multiply", (k, x, n) -> k.multiply(x[0], AT, x[1], 0, x[2], AT, n)),
        none("clip", (k, x, n) -> k.clip(0.7f, 1, x[0], AT, n)),
        none("axpby", (k, x, n) -> k.axpby(0.9f, 0.2f, x[0], AT, x[1], 0, n)),
        none("blendSquares", (k, x, n) -> k.blendSquares(0.9f, 0.2f, x[0], AT, x[1], 0, n)),
        none("addQuotients", (k, x, n) -> quotients(k, x, n)));
  }

  private interface Change {
    void on(Kernels kernels, float[][] x, int size);
  }

  private static Kernel none(String name, Change change) {
    return new Kernel(
        name,
        (kernels, x, size) -> {
          change.on(kernels, x, size);
          return 0;
        });
  }

  private static void quotients(Kernels kernels, float[][] x, int size) {
    for (int i = 0; i < x[1].length; i++) {
      x[1][i] = Math.abs(x[1][i]) + 0.01f;
    }
    kernels.addQuotients(-0.1f, x[0], AT, x[1], 0, 1e-8f, 1e-6f, x[2], AT, size);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void haveTheBitsOfTheirTwinAtAwkwardSizes(Kernel kernel) {
    for (int size : new int[] {0, 1, 13, 16, 207, 4098}) {
      float[][] scalar = arrays(size);
      float[][] simd = arrays(size);
      double expected = kernel.call.on(SCALAR, scalar, size);
      double found = kernel.call.on(SIMD, simd, size);
      assertThat(found).as("%s of %d", kernel, size).satisfies(value -> close(value, expected));
      for (int array = 0; array < scalar.length; array++) {
        assertThat(simd[array])
            .as("%s of %d: array %d", kernel, size, array)
            .isEqualTo(scalar[array]);
      }
    }
  }

  private static void close(double found, double expected) {
    if (Double.isInfinite(expected)) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found).isCloseTo(expected, within(1e-5 + 1e-5 * Math.abs(expected)));
    }
  }

  /** Seven arrays with room for four ranges of {@code size} values, between -3 and 3. */
  private static float[][] arrays(int size) {
    float[][] arrays = new float[7][4 * size + 2 * AT];
    for (int array = 0; array < arrays.length; array++) {
      for (int i = 0; i < arrays[array].length; i++) {
        arrays[array][i] = 6 * Seeds.uniform(array, i) - 3;
      }
    }
    return arrays;
  }

  /** A step of a cell on buffers with arbitrary values. */
  private interface Step {
    void on(CellKernels kernels, float[][] x, int units);
  }

  private record CellStep(String name, Step step) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Time steps, of which the second is taken, and streams, whose rows are not aligned. */
  private static final int STEPS = 2;

  private static final int STREAMS = 3;

  static Stream<CellStep> cellSteps() {
    return Stream.of(
        new CellStep(
            "lstmForward", (k, x, n) -> onLstm(x, n, (b, s) -> k.lstmForward(b, 1, s, x[0], x[1]))),
        new CellStep(
            "lstmBackward",
            (k, x, n) -> onLstm(x, n, (b, s) -> k.lstmBackward(b, 1, s, x[0], x[1]))),
        new CellStep(
            "gruForward", (k, x, n) -> onGru(x, n, (b, s) -> k.gruForward(b, 1, s, x[0], x[1]))),
        new CellStep(
            "gruBackward",
            (k, x, n) -> onGru(x, n, (b, s) -> k.gruBackward(b, 1, s, x[2], x[0], x[1]))));
  }

  private static void eachStream(IntConsumer step) {
    IntStream.range(0, STREAMS).forEach(step);
  }

  private static void onLstm(float[][] x, int units, ObjIntConsumer<LstmBuffers> step) {
    LstmBuffers buffers = new LstmBuffers(STEPS, STREAMS, units);
    float[][] arrays = {buffers.gates(), buffers.cells(), buffers.tanhCells(), buffers.dCells()};
    through(x, arrays, () -> eachStream(stream -> step.accept(buffers, stream)));
  }

  private static void onGru(float[][] x, int units, ObjIntConsumer<GruBuffers> step) {
    GruBuffers buffers = new GruBuffers(STEPS, STREAMS, units);
    float[][] arrays = {
      buffers.gates(), buffers.products(), buffers.dProducts(), buffers.dPrevious()
    };
    through(x, arrays, () -> eachStream(stream -> step.accept(buffers, stream)));
  }

  /** Fills the buffers from {@code x}, from its fourth array on, and copies them back. */
  private static void through(float[][] x, float[][] buffers, Runnable step) {
    for (int i = 0; i < buffers.length; i++) {
      System.arraycopy(x[3 + i], 0, buffers[i], 0, buffers[i].length);
    }
    step.run();
    for (int i = 0; i < buffers.length; i++) {
      System.arraycopy(buffers[i], 0, x[3 + i], 0, buffers[i].length);
    }
  }

  @ParameterizedTest
  @MethodSource("cellSteps")
  void stepsHaveTheBitsOfTheirTwinAtAwkwardSizes(CellStep cellStep) {
    for (int units : new int[] {0, 1, 13, 16, 207, 4098}) {
      float[][] scalar = arrays(STEPS * STREAMS * units);
      float[][] simd = arrays(STEPS * STREAMS * units);
      cellStep.step.on(new ScalarCellKernels(), scalar, units);
      cellStep.step.on(new SimdCellKernels(), simd, units);
      assertThat(simd).as("%s of %d", cellStep, units).isDeepEqualTo(scalar);
    }
  }

  @Test
  void elementaryFunctionsAreThoseOfMath() {
    int size = 20_011;
    float[] x = new float[size];
    float[] y = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = (i - size / 2) * 2e-3f;
    }
    for (Kernels kernels : new Kernels[] {SCALAR, SIMD}) {
      kernels.sigmoid(x, 0, y, 0, size);
      for (int i = 0; i < size; i++) {
        double expected = 1 / (1 + Math.exp(-x[i]));
        assertThat((double) y[i]).isCloseTo(expected, within(4e-7 * expected));
      }
      kernels.tanh(x, 0, y, 0, size);
      for (int i = 0; i < size; i++) {
        double expected = Math.tanh(x[i]);
        assertThat((double) y[i]).isCloseTo(expected, within(4e-7 * Math.abs(expected)));
      }
      kernels.exp(x, 0, 0, 1, y, 0, size);
      for (int i = 0; i < size; i++) {
        double expected = Math.exp(x[i]);
        assertThat((double) y[i]).isCloseTo(expected, within(4e-7 * expected));
      }
    }
  }

  @Test
  void staysFiniteAtTheEndsAndLetsNotANumberThrough() {
    float[] x = new float[32];
    float[] y = new float[32];
    float[] ends = {-1e30f, 1e30f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN};
    for (int i = 0; i < x.length; i++) {
      x[i] = ends[i % ends.length];
    }
    for (Kernels kernels : new Kernels[] {SCALAR, SIMD}) {
      kernels.sigmoid(x, 0, y, 0, x.length);
      assertThat(y).startsWith(6.054601e-39f, 1, 6.054601e-39f, 1, Float.NaN);
      kernels.tanh(x, 0, y, 0, x.length);
      assertThat(y).startsWith(-1, 1, -1, 1, Float.NaN);
      assertThat(kernels.max(x, 0, x.length)).isNaN();
    }
  }
}
