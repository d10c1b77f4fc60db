package org.unroll.benchmarks.kernels;

import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;
import org.unroll.math.Seeds;


import java.util.ArrayList;
import java.util.List;

/** Matrices off the heap and arrays on it, of random values in [-0.5, 0.5). */
final class Operands implements AutoCloseable {

  private final List<OffHeapFloats> memory = new ArrayList<>();

  Matrix matrix(int rows, int columns) {
    OffHeapFloats block = new OffHeapFloats(rows * columns);
    memory.add(block);
    block.buffer().put(0, array(rows * columns));
    return Matrix.of(block.buffer(), rows, columns);
  }

  static float[] array(int size) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = Seeds.uniform(size, i) - 0.5f;
    }
    return values;
  }

  @Override
  public void close() {
    memory.forEach(OffHeapFloats::close);
  }
}
