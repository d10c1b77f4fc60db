package org.unroll.tensor;

import java.nio.FloatBuffer;
import java.util.List;
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
   * Checks that the block holds the tensors of a model, no others, and in their order.
   *
   * @param file the name of the file, for messages
   * @throws BadDataException if it does not
   */
  public void checkLayout(TensorLayout expected, String file) {
    for (String name : expected.names()) {
      boolean known = layout.names().contains(name);
      if (!known || !layout.slot(name).shape().equals(expected.slot(name).shape())) {
        throw new BadDataException(
            file
                + ": expected the tensor "
                + name
                + " of shape "
                + expected.slot(name).shape()
                + " by its configuration, found "
                + (known ? layout.slot(name).shape() : "none"));
      }
    }
    if (!List.copyOf(layout.names()).equals(List.copyOf(expected.names()))) {
      throw new BadDataException(
          file
              + ": expected the tensors "
              + expected.names()
              + " by its configuration, found "
              + layout.names());
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
}
