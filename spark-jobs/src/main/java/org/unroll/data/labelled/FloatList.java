package org.unroll.data.labelled;

import java.util.Arrays;

/** An array of floats that grows. */
final class FloatList {

  private float[] values = new float[256];
  private int size;

  void add(float[] added) {
    int end = Math.addExact(size, added.length);
    if (end > values.length) {
      values = Arrays.copyOf(values, Math.max(end, values.length + values.length / 2));
    }
    System.arraycopy(added, 0, values, size, added.length);
    size = end;
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
