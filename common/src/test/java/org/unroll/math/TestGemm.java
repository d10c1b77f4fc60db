package org.unroll.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The three products, on arrays and off the heap, against sums in double. */
class TestGemm {

  private enum Memory {
    ARRAY,
    NATIVE
  }

  private record Case(Memory memory, int rows, int inner, int columns, float beta) {}

  private final List<OffHeapFloats> allocated = new ArrayList<>();

  static Stream<Case> cases() {
    int[][] shapes = {
      {0, 3, 5},
      {1, 1, 1},
      {7, 13, 31},
      {10, 32, 16},
      {23, 207, 49},
      {131, 40, 1061},
      {20, 1409, 33},
      {241, 65, 64}
    };
    return Stream.of(shapes)
        .flatMap(
            shape ->
                Stream.of(Memory.values())
                    .flatMap(
                        memory ->
                            Stream.of(0f, 1f)
                                .map(
                                    beta -> new Case(memory, shape[0], shape[1], shape[2], beta))));
  }

  @AfterEach
  void free() {
    allocated.forEach(OffHeapFloats::close);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void multipliesByTheTranspose(Case shape) {
    Matrix x = random(shape, 1, shape.rows, shape.inner);
    Matrix w = random(shape, 2, shape.columns, shape.inner);
    Matrix y = random(shape, 3, shape.rows, shape.columns);
    double[][] expected = values(y, shape.beta);
    for (int r = 0; r < shape.rows; r++) {
      for (int n = 0; n < shape.columns; n++) {
        for (int k = 0; k < shape.inner; k++) {
          expected[r][n] += at(x, r, k) * at(w, n, k);
        }
      }
    }
    Gemm.multiplyTransposed(shape.rows, x, w, shape.beta, y);
    check(y, expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void multiplies(Case shape) {
    Matrix dy = random(shape, 1, shape.rows, shape.inner);
    Matrix w = random(shape, 2, shape.inner, shape.columns);
    Matrix dx = random(shape, 3, shape.rows, shape.columns);
    double[][] expected = values(dx, shape.beta);
    for (int r = 0; r < shape.rows; r++) {
      for (int n = 0; n < shape.columns; n++) {
        for (int k = 0; k < shape.inner; k++) {
          expected[r][n] += at(dy, r, k) * at(w, k, n);
        }
      }
    }
    Gemm.multiply(shape.rows, dy, w, shape.beta, dx);
    check(dx, expected);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void multipliesTheTranspose(Case shape) {
    Matrix dy = random(shape, 1, shape.rows, shape.inner);
    Matrix x = random(shape, 2, shape.rows, shape.columns);
    Matrix dw = random(shape, 3, shape.inner, shape.columns);
    double[][] expected = values(dw, shape.beta);
    for (int m = 0; m < shape.inner; m++) {
      for (int n = 0; n < shape.columns; n++) {
        for (int r = 0; r < shape.rows; r++) {
          expected[m][n] += at(dy, r, m) * at(x, r, n);
        }
      }
    }
    Gemm.transposedMultiply(shape.rows, dy, x, shape.beta, dw);
    check(dw, expected);
  }

  /** A part of a larger matrix, so that the stride is not the width. */
  private Matrix random(Case shape, long seed, int rows, int columns) {
    int height = rows + 2;
    int width = columns + 3;
    Matrix whole =
        switch (shape.memory) {
          case ARRAY -> Matrix.of(new float[height * width], height, width);
          case NATIVE -> {
            OffHeapFloats memory = new OffHeapFloats(height * width);
            allocated.add(memory);
            yield Matrix.of(memory.buffer(), height, width);
          }
        };
    for (int i = 0; i < height * width; i++) {
      whole.buffer().put(i, 2 * Seeds.uniform(seed, i) - 1);
    }
    return whole.columns(2, columns).rows(1, rows);
  }

  private static double at(Matrix matrix, int row, int column) {
    return matrix.buffer().get(row * matrix.stride() + column);
  }

  private static double[][] values(Matrix matrix, float factor) {
    double[][] values = new double[matrix.rows()][matrix.columns()];
    for (int r = 0; r < matrix.rows(); r++) {
      for (int n = 0; n < matrix.columns(); n++) {
        values[r][n] = factor * at(matrix, r, n);
      }
    }
    return values;
  }

  private static void check(Matrix found, double[][] expected) {
    for (int r = 0; r < expected.length; r++) {
      for (int n = 0; n < expected[r].length; n++) {
        assertThat(at(found, r, n)).as("%d, %d", r, n).isCloseTo(expected[r][n], within(2e-4));
      }
    }
  }
}
