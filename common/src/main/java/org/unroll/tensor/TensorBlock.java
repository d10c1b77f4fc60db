package org.unroll.tensor;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** A copy of the present values of parameters. */
  public static TensorBlock of(Parameters parameters) {
    float[] values = new float[parameters.size()];
    parameters.copyTo(values);
    return new TensorBlock(parameters.layout(), values, Map.of());
  }

  /**
   * Checks that the block holds the tensors of a model, no others, and in their order.
   *
   * @param file the name of the file, for messages
   * @throws BadDataException if it does not
   */
  public void checkLayout(TensorLayout expected, String file) {
    firstDifference(expected)
        .or(() -> firstSurplus(expected))
        .ifPresent(
            difference -> {
              throw new BadDataException(file + ": " + difference);
            });
    if (!List.copyOf(layout.names()).equals(List.copyOf(expected.names()))) {
      throw new BadDataException(
          file
              + ": expected the tensors in the order "
              + expected.names()
              + ", found "
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

  /**
   * The first tensor of a layout that this block lacks or has in another shape, as a sentence such
   * as {@code expected the tensor decoder.bias of shape [3], found [4]}.
   */
  public Optional<String> firstDifference(TensorLayout expected) {
    for (String name : expected.names()) {
      List<Integer> shape = expected.slot(name).shape();
      List<Integer> found = layout.names().contains(name) ? layout.slot(name).shape() : null;
      if (!shape.equals(found)) {
        return Optional.of(
            "expected the tensor %s of shape %s, found %s"
                .formatted(name, shape, found == null ? "no such tensor" : found));
      }
    }
    return Optional.empty();
  }

  /** The first tensor of this block that a layout does not have, as a sentence likewise. */
  public Optional<String> firstSurplus(TensorLayout expected) {
    return layout.names().stream()
        .filter(name -> !expected.names().contains(name))
        .findFirst()
        .map(name -> "expected no tensor " + name + ", found one");
  }

  /**
   * Returns the values of all tensors of a layout, in its order, found by their names; other
   * tensors are left out.
   *
   * @param expected of which there is no {@link #firstDifference}
   */
  public float[] valuesOf(TensorLayout expected) {
    float[] found = new float[expected.size()];
    for (String name : expected.names()) {
      TensorLayout.Slot to = expected.slot(name);
      System.arraycopy(values, layout.slot(name).offset(), found, to.offset(), to.size());
    }
    return found;
  }
}
