package org.unroll.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/**
 * The file {@code training.json} of a checkpoint: a {@link TrainingProgress} and the version of its
 * format.
 *
 * <p>Version 1 had no version number, knew perplexities alone and called predictions tokens.
 */
final class TrainingProgressJson {

  private static final int FORMAT_VERSION = 2;
  private static final String VERSION = "formatVersion";
  private static final String FILE = "training.json";
  private static final String EXPECTED = "the state of a training run";

  private TrainingProgressJson() {}

  static String write(TrainingProgress progress) {
    ObjectNode json = Json.object();
    json.put(VERSION, FORMAT_VERSION);
    json.setAll((ObjectNode) Json.tree(Json.compact(progress), FILE, EXPECTED));
    return Json.indented(json);
  }

  static TrainingProgress read(String text) {
    if (!(Json.tree(text, FILE, EXPECTED) instanceof ObjectNode json)) {
      throw new BadDataException(FILE + ": expected " + EXPECTED + ", found no object");
    }
    JsonNode version = json.remove(VERSION);
    if (version == null) {
      fromVersion1(json);
    } else if (!version.isInt() || version.intValue() != FORMAT_VERSION) {
      throw new BadDataException(
          FILE + ": expected format version 1 or " + FORMAT_VERSION + ", found " + version);
    }
    TrainingProgress progress = Json.read(json, TrainingProgress.class, FILE, EXPECTED);
    check(progress);
    return progress;
  }

  private static void check(TrainingProgress progress) {
    boolean counts =
        progress.shards() >= 1
            && progress.round() >= 0
            && progress.epoch() >= 0
            && progress.step() >= 0
            && progress.predictions() >= 0
            && progress.sinceValidation().predictions() >= 0
            && progress.plateau().withoutImprovement() >= 0;
    if (!counts || !(progress.plateau().rateDivisor() > 0)) {
      throw new BadDataException(
          FILE + ": expected counts of a training run, none negative, found " + progress);
    }
  }

  private static void fromVersion1(ObjectNode json) {
    rename(json, "tokens", "predictions");
    rename(json, "validationPerplexity", "value");
    rename(json, "bestPerplexity", "best");
    ObjectNode loss = json.putObject("sinceValidation");
    loss.set("loss", json.remove("lossSinceValidation"));
    loss.set("predictions", json.remove("tokensSinceValidation"));
    if (json.path("plateau") instanceof ObjectNode plateau) {
      rename(plateau, "lowest", "best");
    }
  }

  private static void rename(ObjectNode json, String before, String now) {
    JsonNode value = json.remove(before);
    if (value != null) {
      json.set(now, value);
    }
  }
}
