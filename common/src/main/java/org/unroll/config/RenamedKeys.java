package org.unroll.config;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration keys that had another name in an earlier version.
 *
 * <p>A file or an override that uses an earlier name is refused with a message that gives the
 * current one. Configurations stored in checkpoints and manifests are read under the current names,
 * and fingerprints are computed under the original ones: renaming a key makes no stored data
 * obsolete.
 */
public final class RenamedKeys {

  /** The current names of keys by their original ones. */
  private static final Map<String, String> CURRENT_NAMES =
      Map.of("text.maxPageWork", "text.maxCleaningSteps");

  private RenamedKeys() {}

  /** Returns the current name of a key that was renamed. */
  static Optional<String> currentName(String key) {
    return Optional.ofNullable(CURRENT_NAMES.get(key));
  }

  /** Returns a stored configuration with its keys under their current names. */
  static Config toCurrentNames(Config stored) {
    Config renamed = stored;
    for (Map.Entry<String, String> name : CURRENT_NAMES.entrySet()) {
      renamed = rename(renamed, name.getKey(), name.getValue());
    }
    return renamed;
  }

  /** Returns a configuration with its keys under their original names, for a fingerprint. */
  public static Config toOriginalNames(Config config) {
    Config renamed = config;
    for (Map.Entry<String, String> name : CURRENT_NAMES.entrySet()) {
      renamed = rename(renamed, name.getValue(), name.getKey());
    }
    return renamed;
  }

  private static Config rename(Config config, String from, String to) {
    return config.hasPathOrNull(from)
        ? config.withoutPath(from).withValue(to, config.getValue(from))
        : config;
  }
}
