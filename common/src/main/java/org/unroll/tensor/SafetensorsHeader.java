package org.unroll.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * The header of a file that {@link Safetensors} reads.
 *
 * @param layout of the tensors, which lie without gaps in the order of the header
 * @param metadata free texts by name
 */
record SafetensorsHeader(TensorLayout layout, Map<String, String> metadata) {

  private static final String METADATA = "__metadata__";
  private static final int MAX_TOTAL = Integer.MAX_VALUE - 8;
  private static final int MAX_VALUES = Integer.MAX_VALUE / Float.BYTES;

  /**
   * Parses a header.
   *
   * @param file the name of the file, for messages
   * @throws BadDataException if it is malformed, or its tensors are not float32, overlap, have gaps
   *     between them, or are larger than memory can hold
   */
  static SafetensorsHeader parse(byte[] json, String file) {
    JsonNode root = Json.tree(new String(json, StandardCharsets.UTF_8), file, "a header in JSON");
    if (!root.isObject()) {
      throw new BadDataException(file + ": expected a header in JSON, found no object");
    }
    TensorLayout.Builder layout = TensorLayout.builder();
    Map<String, String> metadata = new LinkedHashMap<>();
    long begin = 0;
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        addMetadata(metadata, entry.getValue(), file);
      } else {
        begin = addTensor(layout, entry.getKey(), entry.getValue(), begin, file);
      }
    }
    return new SafetensorsHeader(layout.build(), metadata);
  }

  private static void addMetadata(Map<String, String> metadata, JsonNode found, String file) {
    if (!found.isObject()) {
      throw new BadDataException(file + ": expected texts in " + METADATA + ", found " + found);
    }
    for (Map.Entry<String, JsonNode> entry : found.properties()) {
      if (!entry.getValue().isTextual()) {
        throw new BadDataException(
            file + ": expected text for " + entry.getKey() + ", found " + entry.getValue());
      }
      metadata.put(entry.getKey(), entry.getValue().textValue());
    }
  }

  /** Adds a tensor that must begin at a byte; returns the byte where it ends. */
  private static long addTensor(
      TensorLayout.Builder layout, String name, JsonNode tensor, long begin, String file) {
    if (!"F32".equals(tensor.path("dtype").textValue())) {
      throw new BadDataException(
          file + ": expected dtype F32 for " + name + ", found " + shown(tensor.path("dtype")));
    }
    Integer[] shape = shape(name, tensor.path("shape"), file);
    long values = 1;
    for (int dimension : shape) {
      values *= dimension;
    }
    long end = begin + values * Float.BYTES;
    if (end / Float.BYTES > MAX_TOTAL) {
      throw new BadDataException(
          file + ": expected at most " + MAX_TOTAL + " values, found more at " + name);
    }
    JsonNode offsets = tensor.path("data_offsets");
    if (offsets.size() != 2 || !is(offsets.path(0), begin) || !is(offsets.path(1), end)) {
      throw new BadDataException(
          file
              + ": expected "
              + name
              + " at bytes "
              + begin
              + " to "
              + end
              + ", found "
              + (offsets.size() == 2
                  ? offsets.path(0) + " to " + offsets.path(1)
                  : shown(offsets)));
    }
    layout.add(name, shape);
    return end;
  }

  private static boolean is(JsonNode found, long expected) {
    return found.isIntegralNumber() && found.canConvertToLong() && found.longValue() == expected;
  }

  private static Integer[] shape(String name, JsonNode found, String file) {
    Integer[] shape = new Integer[found.size()];
    long values = 1;
    boolean valid = found.isArray();
    for (int d = 0; d < shape.length && valid; d++) {
      JsonNode dimension = found.path(d);
      valid =
          dimension.isIntegralNumber() && dimension.canConvertToInt() && dimension.intValue() >= 0;
      shape[d] = dimension.intValue();
      values *= shape[d];
      valid &= values <= MAX_VALUES;
    }
    if (!valid) {
      throw new BadDataException(
          file
              + ": expected a shape of at most "
              + MAX_VALUES
              + " values for "
              + name
              + ", found "
              + shown(found));
    }
    return shape;
  }

  private static String shown(JsonNode found) {
    return found.isMissingNode() ? "none" : found.toString();
  }
}
