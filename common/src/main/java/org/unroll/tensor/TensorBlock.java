package org.unroll.tensor;

import java.util.Map;

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
}
