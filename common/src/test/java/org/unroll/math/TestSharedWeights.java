package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.unroll.math.internal.BlasSharedKernel;
import org.unroll.math.internal.PackedSharedKernel;

/** Both kernels of shared weights against sums in double. */
class TestSharedWeights {

  private enum Kind {
    PACKED,
    BLAS
  }

  private record Case(Kind kind, int rows, int inputs, int outputs) {
    SharedWeights weights(Matrix weight) {
      return switch (kind) {
        case PACKED -> new SharedWeights(weight, new PackedSharedKernel(weight));
        case BLAS -> new SharedWeights(weight, new BlasSharedKernel(weight));
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

  private static float[] random(long seed, int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = Seeds.uniform(seed, i) - 0.5f;
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void addsTheProductAndNothingElse(Case shape) {
    int xStride = shape.inputs + 3;
    int yStride = shape.outputs + 5;
    float[] w = random(1, shape.outputs * shape.inputs);
    float[] x = random(2, 4 + shape.rows * xStride);
    float[] y = random(3, 2 + shape.rows * yStride);
    float[] found = y.clone();
    try (SharedWeights weights = shape.weights(Matrix.of(w, shape.outputs, shape.inputs))) {
      Arrays.fill(w, 7); // what was packed is a copy
      weights.multiplyAdd(shape.rows, x, 4, xStride, found, 2, yStride);
    }

    w = random(1, w.length);
    for (int i = 0; i < found.length; i++) {
      int row = (i - 2) / yStride;
      int n = (i - 2) % yStride;
      double expected = y[i];
      for (int k = 0; i >= 2 && n < shape.outputs && k < shape.inputs; k++) {
        expected += (double) x[4 + row * xStride + k] * w[n * shape.inputs + k];
      }
      assertThat(found[i]).isCloseTo((float) expected, within(2e-4f));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesItsRowsBack(Case shape) {
    float[] w = random(1, shape.outputs * shape.inputs);
    try (SharedWeights weights = shape.weights(Matrix.of(w, shape.outputs, shape.inputs))) {
      assertThat(weights.inputs()).isEqualTo(shape.inputs);
      assertThat(weights.outputs()).isEqualTo(shape.outputs);
      for (int n = 0; n < shape.outputs; n++) {
        float[] row = new float[shape.inputs + 1];
        weights.copyRow(n, row, 1);
        float[] expected = Arrays.copyOfRange(w, n * shape.inputs, (n + 1) * shape.inputs);
        assertThat(Arrays.copyOfRange(row, 1, row.length)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void takesNoMoreMemoryThanTheWeightsInWholeVectors(Case shape) {
    float[] w = random(1, shape.outputs * shape.inputs);
    try (SharedWeights weights = shape.weights(Matrix.of(w, shape.outputs, shape.inputs))) {
      long whole = (long) (shape.outputs + 15) / 16 * 16 * shape.inputs * Float.BYTES;
      assertThat(weights.bytes()).isBetween((long) w.length * Float.BYTES, whole);
    }
  }

  /** The promise that batches of sessions rest on. */
  @ParameterizedTest
  @MethodSource("cases")
  void computesARowTheSameWhateverTheOthers(Case shape) {
    float[] w = random(1, shape.outputs * shape.inputs);
    float[] x = random(2, shape.rows * shape.inputs);
    float[] together = random(3, shape.rows * shape.outputs);
    float[] alone = together.clone();
    try (SharedWeights weights = new SharedWeights(Matrix.of(w, shape.outputs, shape.inputs))) {
      weights.multiplyAdd(shape.rows, x, 0, shape.inputs, together, 0, shape.outputs);
      for (int row = 0; row < shape.rows; row++) {
        weights.multiplyAdd(
            1, x, row * shape.inputs, shape.inputs, alone, row * shape.outputs, shape.outputs);
      }
    }
    assertThat(alone).isEqualTo(together);
  }
}
