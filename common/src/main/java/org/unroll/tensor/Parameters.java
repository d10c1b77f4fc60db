package org.unroll.tensor;

import java.nio.FloatBuffer;
import org.unroll.math.Matrix;
import org.unroll.math.OffHeapFloats;

/**
 * One contiguous block with a model's tensors, off the heap.
 *
 * <p>Layers keep weights packed in the order in which their kernels read them. A caller that
 * changes values through {@link #buffer} must call {@link #changed}, so that they are packed anew.
 */
public final class Parameters implements AutoCloseable {

  private final TensorLayout layout;
  private final OffHeapFloats memory;
  private final FloatBuffer buffer;
  private long version;

  /** Allocates zeros. */
  public Parameters(TensorLayout layout) {
    this.layout = layout;
    this.memory = new OffHeapFloats(layout.size());
    this.buffer = memory.buffer();
  }

  public TensorLayout layout() {
    return layout;
  }

  public int size() {
    return layout.size();
  }

  /** The whole block, the same direct buffer at each call. Use absolute positions. */
  public FloatBuffer buffer() {
    return buffer;
  }

  /** A view of one tensor, row-major, its first value at index 0. */
  public FloatBuffer view(String name) {
    TensorLayout.Slot slot = layout.slot(name);
    return memory.slice(slot.offset(), slot.size());
  }

  /** A view of one tensor as a matrix: its first dimension is the rows, the others the columns. */
  public Matrix matrix(String name) {
    TensorLayout.Slot slot = layout.slot(name);
    int rows = slot.shape().get(0);
    return Matrix.of(view(name), rows, slot.size() / rows);
  }

  /** Replaces the block by {@code values}, in layout order. */
  public void set(float[] values) {
    checkSize(values);
    buffer.put(0, values);
    changed();
  }

  /** Copies the block, in layout order. */
  public void copyTo(float[] values) {
    checkSize(values);
    buffer.get(0, values);
  }

  /** The number of changes of the values so far. */
  public long version() {
    return version;
  }

  /** Announces that values were changed through {@link #buffer}. */
  public void changed() {
    version++;
  }

  @Override
  public void close() {
    memory.close();
  }

  private void checkSize(float[] values) {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " values, found " + values.length);
    }
  }
}
