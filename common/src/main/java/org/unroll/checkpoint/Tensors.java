package org.unroll.checkpoint;

import java.util.Map;
import org.unroll.nn.ParameterLayout;

/**
 * Named tensors in one block, as a safetensors file holds them.
 *
 * @param layout names, shapes and places
 * @param values the block, in layout order
 * @param metadata free texts by name
 */
public record Tensors(ParameterLayout layout, float[] values, Map<String, String> metadata) {

  public Tensors {
    if (values.length != layout.size()) {
      throw new IllegalArgumentException(
          "expected " + layout.size() + " values, found " + values.length);
    }
  }
}
