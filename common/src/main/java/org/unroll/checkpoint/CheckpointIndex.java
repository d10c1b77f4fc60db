package org.unroll.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * The content of {@code checkpoint.json}.
 *
 * <p>Version 1 knew language models alone: its provenance had no task, called predictions tokens,
 * and had a {@code validationPerplexity}.
 *
 * @param formatVersion {@link #FORMAT_VERSION}
 * @param files the sha256 of each file, by name
 * @param provenance the origin of the checkpoint
 */
record CheckpointIndex(int formatVersion, Map<String, String> files, Provenance provenance) {

  static final int FORMAT_VERSION = 2;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern SUM = Pattern.compile("[0-9a-f]{64}");
  private static final String EXPECTED = "the index of a checkpoint";

  CheckpointIndex(Map<String, String> files, Provenance provenance) {
    this(FORMAT_VERSION, files, provenance);
  }

  /**
   * Reads an index of any version.
   *
   * @param file its name, for messages
   * @throws BadDataException if it is not one
   */
  static CheckpointIndex read(String json, String file) {
    JsonNode tree = Json.tree(json, file, EXPECTED);
    int version = tree.path("formatVersion").asInt();
    if (version < 1 || version > FORMAT_VERSION) {
      throw new BadDataException(
          file
              + ": expected a format version from 1 to "
              + FORMAT_VERSION
              + ", found "
              + tree.path("formatVersion"));
    }
    if (version == 1 && tree.path("provenance") instanceof ObjectNode provenance) {
      fromVersion1(provenance);
    }
    CheckpointIndex index = Json.read(tree, CheckpointIndex.class, file, EXPECTED);
    index.check(file);
    return index;
  }

  /** Names are those of files in the folder itself, and no others. */
  private void check(String file) {
    files.forEach(
        (name, sum) -> {
          if (!NAME.matcher(name).matches()) {
            throw new BadDataException(
                file + ": expected names of files in the folder itself, found " + name);
          }
          if (!SUM.matcher(sum).matches()) {
            throw new BadDataException(file + ": expected a sha256 for " + name + ", found " + sum);
          }
        });
    if (provenance.round() < 0 || provenance.epoch() < 0 || provenance.predictions() < 0) {
      throw new BadDataException(
          file + ": expected a provenance without negative numbers, found " + provenance);
    }
  }

  private static void fromVersion1(ObjectNode provenance) {
    provenance.put("task", "language");
    provenance.set("predictions", provenance.remove("tokens"));
    JsonNode perplexity = provenance.remove("validationPerplexity");
    if (perplexity != null && perplexity.isNumber()) {
      provenance.set(
          "validation",
          Json.object().put("metric", "perplexity").put("value", perplexity.asDouble()));
    }
  }
}
