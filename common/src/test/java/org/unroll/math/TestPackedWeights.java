package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.internal.BlasWeightKernel;
import org.unroll.math.internal.PackedWeightKernel;

/** Both kinds of product against sums in double. */
class TestPackedWeights {

  private enum Kind {
    PACKED,
    BLAS
  }

  private record Case(Kind kind, int rows, int inner, int columns) {
    PackedWeights weights(Matrix matrix) {
      return switch (kind) {
        case PACKED -> new PackedWeights(matrix, rows, new PackedWeightKernel(matrix, rows));
        case BLAS -> new PackedWeights(matrix, rows, new BlasWeightKernel(matrix, rows));
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
    float[] w = random(3, shape.inner * shape.columns);
    try (OffHeapFloats memory = new OffHeapFloats(w.length)) {
      memory.buffer().put(0, w);
      try (PackedWeights weights =
          shape.weights(Matrix.of(memory.buffer(), shape.inner, shape.columns))) {
        weights.pack();
        check(shape, w, weights, false);
        weights.packTransposed();
        check(shape, w, weights, true);
        weights.pack();
        check(shape, w, weights, false);
      }
    }
  }

  @Test
  void refusesWeightsThatAreNotPackedAndArraysThatAreTooShort() {
    Matrix matrix = Matrix.of(new float[6], 2, 3);
    try (PackedWeights weights = new PackedWeights(matrix, 4)) {
      assertThatThrownBy(() -> weights.multiplyAdd(new float[8], 0, 2, new float[12], 0, 3))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("expected packed weights, found none: call pack or packTransposed first");
      weights.pack();
      weights.multiplyAdd(new float[8], 0, 2, new float[12], 0, 3);
      assertThatThrownBy(() -> weights.multiplyAdd(new float[7], 0, 2, new float[12], 0, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> weights.multiplyAdd(new float[8], 0, 2, new float[12], 1, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static void check(Case shape, float[] w, PackedWeights weights, boolean transposed) {
    int inner = transposed ? shape.columns : shape.inner;
    int columns = transposed ? shape.inner : shape.columns;
    int aOffset = 5;
    int aStride = inner + 3;
    int cOffset = 2;
    int cStride = columns + 7;
    float[] a = random(1, aOffset + shape.rows * aStride);
    float[] c = random(2, cOffset + shape.rows * cStride);
    float[] expected = c.clone();
    for (int r = 0; r < shape.rows; r++) {
      for (int n = 0; n < columns; n++) {
        double sum = 0;
        for (int k = 0; k < inner; k++) {
          int offset = transposed ? n * inner + k : k * columns + n;
          sum += (double) a[aOffset + r * aStride + k] * w[offset];
        }
        expected[cOffset + r * cStride + n] += (float) sum;
      }
    }
    weights.multiplyAdd(a, aOffset, aStride, c, cOffset, cStride);
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
