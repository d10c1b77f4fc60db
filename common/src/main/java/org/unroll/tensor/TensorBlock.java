package org.unroll.tensor;

import java.nio.FloatBuffer;
import java.util.Map;
import org.unroll.errors.BadDataException;
import org.unroll.math.Matrix;

/**
 * Named tensors in one block, as a safetensors file holds them.
 *
 * @param layout names, shapes and offsets
 * @param values the block, in layout order
 * @param metadata free texts by name
 */
public record TensorBlock(TensorLayout layout, float[] values, Map<String, String> metadata) {

  public TensorBlock {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " values, found " + values.length);
    }
  }

  /**
   * A view of one tensor, row-major, its first value at index 0.
   *
   * @throws IllegalArgumentException if there is no such tensor
   */
  public FloatBuffer view(String name) {
    TensorLayout.Slot slot = layout.slot(name);
    return FloatBuffer.wrap(values).slice(slot.offset(), slot.size());
  }

  /** A view of one tensor as a matrix: its first dimension is the rows, the others the columns. */
  public Matrix matrix(String name) {
    TensorLayout.Slot slot = layout.slot(name);
    int rows = slot.shape().get(0);
    return Matrix.of(view(name), rows, slot.size() / rows);
  }

  /**
   * Returns the values of all tensors of a layout, in its order, found by their names; other
   * tensors are left out.
   *
   * @param source the name of what the block was read from, for messages
   * @throws BadDataException naming the first tensor that is missing or has another shape
   */
  public float[] valuesOf(TensorLayout expected, String source) {
    float[] found = new float[expected.size()];
    for (String name : expected.names()) {
      TensorLayout.Slot to = expected.slot(name);
      TensorLayout.Slot from = layout.names().contains(name) ? layout.slot(name) : null;
      if (from == null || !from.shape().equals(to.shape())) {
        throw new BadDataException(
            "%s: expected the tensor %s of shape %s, found %s"
                .formatted(
                    source, name, to.shape(), from == null ? "no such tensor" : from.shape()));
      }
      System.arraycopy(values, from.offset(), found, to.offset(), to.size());
    }
    return found;
  }
}
