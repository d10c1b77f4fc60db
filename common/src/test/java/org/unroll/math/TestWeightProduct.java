package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both kinds of product against sums in double. */
class TestWeightProduct {

  private enum Kind {
    PACKED,
    BLAS
  }

  private record Case(Kind kind, int rows, int inner, int columns) {
    WeightProduct product() {
      return switch (kind) {
        case PACKED -> new PackedProduct(inner, columns);
        case BLAS -> new BlasProduct(inner, columns, rows);
      };
    }
  }

  static Stream<Case> cases() {
    int[][] shapes = {
      {1, 1, 1}, {1, 13, 207}, {4, 33, 31}, {5, 7, 32}, {13, 207, 64}, {20, 50, 200}, {23, 4098, 13}
    };
    return Stream.of(shapes)
        .flatMap(
            shape ->
                Stream.of(Kind.values()).map(kind -> new Case(kind, shape[0], shape[1], shape[2])));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void addsTheProductOfAMatrixAndOfItsTranspose(Case shape) {
    check(shape, false);
    check(shape, true);
  }

  private static void check(Case shape, boolean transposed) {
    int aAt = 5;
    int aStride = shape.inner + 3;
    int cAt = 2;
    int cStride = shape.columns + 7;
    float[] a = random(1, aAt + shape.rows * aStride);
    float[] c = random(2, cAt + shape.rows * cStride);
    float[] w = random(3, shape.inner * shape.columns);
    float[] expected = c.clone();
    for (int r = 0; r < shape.rows; r++) {
      for (int n = 0; n < shape.columns; n++) {
        double sum = 0;
        for (int k = 0; k < shape.inner; k++) {
          int at = transposed ? n * shape.inner + k : k * shape.columns + n;
          sum += (double) a[aAt + r * aStride + k] * w[at];
        }
        expected[cAt + r * cStride + n] += (float) sum;
      }
    }
    try (NativeFloats memory = new NativeFloats(w.length);
        WeightProduct product = shape.product()) {
      memory.buffer().put(0, w);
      if (transposed) {
        product.loadTransposed(Matrix.of(memory.buffer(), shape.columns, shape.inner));
      } else {
        product.load(Matrix.of(memory.buffer(), shape.inner, shape.columns));
      }
      product.multiplyAdd(shape.rows, a, aAt, aStride, c, cAt, cStride);
    }
    for (int i = 0; i < c.length; i++) {
      assertThat(c[i]).as("%s: value %d", shape, i).isCloseTo(expected[i], within(2e-4f));
    }
  }

  private static float[] random(long seed, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = 2 * Seeds.uniform(seed, i) - 1;
    }
    return values;
  }
}
