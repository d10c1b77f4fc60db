package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.util.Map;
import org.unroll.errors.ConfigurationException;

/**
 * Keys and values that had other names once. What a user writes must use today's names and is told
 * so; what an earlier version stored with data and checkpoints is translated.
 */
public final class RenamedKeys {

  /** The names of today's keys by their old ones. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "text.maxPageWork", "text.maxCleaningSteps",
          "train.saveUpdater", "train.keepOptimizerState",
          "train.deltas", "train.updatePrecision");

  /** A key that did nothing but refuse every value except {@code false}. */
  private static final String REMOVED = "model.bidirectional";

  private static final String CELL = "model.cell";

  /** Old spellings of {@code model.cell} that are still understood everywhere. */
  private static final Map<String, String> CELL_ALIASES = Map.of("gru-lecture", "gru-reset-before");

  private RenamedKeys() {}

  /**
   * Refuses an old key.
   *
   * @throws ConfigurationException with the name of today's key
   */
  static void refuse(Config given) {
    RENAMED.forEach(
        (before, now) -> {
          if (given.hasPathOrNull(before)) {
            throw new ConfigurationException(
                "the configuration key %s is now called %s (%s)"
                    .formatted(before, now, given.getValue(before).origin().description()));
          }
        });
    if (given.hasPathOrNull(REMOVED)) {
      throw new ConfigurationException(
          "the configuration key %s no longer exists: a language model reads forwards only; remove it (%s)"
              .formatted(REMOVED, given.getValue(REMOVED).origin().description()));
    }
  }

  /** A stored configuration under today's names. */
  static Config translate(Config stored) {
    Config translated = stored.withoutPath(REMOVED);
    for (Map.Entry<String, String> renamed : RENAMED.entrySet()) {
      translated = rename(translated, renamed.getKey(), renamed.getValue());
    }
    return translated;
  }

  /**
   * Returns a configuration with its keys under their old names. Fingerprints are computed of
   * these, so that renaming a key makes no prepared data obsolete.
   */
  public static Config withOldNames(Config config) {
    Config old = config;
    for (Map.Entry<String, String> renamed : RENAMED.entrySet()) {
      old = rename(old, renamed.getValue(), renamed.getKey());
    }
    return old;
  }

  private static Config rename(Config config, String from, String to) {
    return config.hasPathOrNull(from)
        ? config.withValue(to, config.getValue(from)).withoutPath(from)
        : config;
  }

  /** The configuration with aliases replaced by the names they stand for. */
  static Config withoutAliases(Config given) {
    if (!given.hasPath(CELL)) {
      return given;
    }
    String cell = given.getValue(CELL).render(ConfigRenderOptions.concise()).replace("\"", "");
    String name = CELL_ALIASES.get(cell);
    return name == null ? given : given.withValue(CELL, ConfigValueFactory.fromAnyRef(name));
  }
}
