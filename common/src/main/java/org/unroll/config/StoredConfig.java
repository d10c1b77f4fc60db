package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import org.unroll.errors.BadDataException;
import org.unroll.files.Json;

/** The configurations that are stored with data and checkpoints: plain values in JSON. */
final class StoredConfig {

  /** As JSON, in which nothing is included or substituted. */
  private static final ConfigParseOptions OPTIONS =
      ConfigParseOptions.defaults()
          .setSyntax(ConfigSyntax.JSON)
          .setOriginDescription("stored configuration");

  private StoredConfig() {}

  /**
   * Parses a configuration without resolving anything.
   *
   * @param file its name, for messages
   * @throws BadDataException if it is not a JSON object
   */
  static Config parse(String json, String file) {
    if (!Json.tree(json, file, "a configuration in JSON").isObject()) {
      throw new BadDataException(file + ": expected a configuration in JSON, found no object");
    }
    return ConfigFactory.parseString(json, OPTIONS);
  }
}
