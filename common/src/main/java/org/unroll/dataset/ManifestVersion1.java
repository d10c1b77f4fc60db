package org.unroll.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The first version of {@code manifest.json}: it named no task, counted windows instead of
 * examples, and had the counts of pages beside everything else.
 */
final class ManifestVersion1 {

  private ManifestVersion1() {}

  /** Turns a manifest of version 1 into one of version 2, in place. */
  static void translate(ObjectNode manifest) {
    manifest.put("formatVersion", 2);
    manifest.put("task", "language");
    ObjectNode pages = manifest.putObject("pages");
    pages.set("read", manifest.remove("pagesRead"));
    pages.set("kept", manifest.remove("pagesKept"));
    pages.set("reused", orZero(manifest.remove("pagesReused")));
    pages.set("skipped", manifest.remove("pagesSkipped"));
    pages.set("damagedBytes", orZero(manifest.remove("damagedBytes")));
    for (JsonNode split : manifest.path("splits")) {
      windowsToExamples(split);
      split.path("files").forEach(ManifestVersion1::windowsToExamples);
    }
  }

  /** A count that came in the course of version 1. */
  private static JsonNode orZero(@Nullable JsonNode count) {
    return count == null ? LongNode.valueOf(0) : count;
  }

  private static void windowsToExamples(JsonNode counts) {
    if (counts instanceof ObjectNode object) {
      object.set("examples", object.remove("windows"));
    }
  }
}
