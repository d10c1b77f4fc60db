package org.unroll.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.unroll.errors.ConfigurationException;
import org.unroll.errors.ErrorMessage;
import org.unroll.errors.NearestName;

/** The reading of configurations: files, resources of the jar, and single settings. */
public final class ConfigReader {

  static final String START_FROM = "model.startFrom";
  static final String VECTORS = "model.vectors";

  /** The keys whose values are paths, in which characters of HOCON mean nothing. */
  private static final Set<String> PATHS = Set.of(START_FROM, VECTORS);

  private ConfigReader() {}

  /**
   * Parses a configuration file and what it includes.
   *
   * @throws ConfigurationException if it, or a file that it includes, is missing or not HOCON
   */
  public static Config file(File file) {
    try {
      return ConfigFactory.parseFile(file, includingRequired().setAllowMissing(false));
    } catch (ConfigException e) {
      throw new ConfigurationException(
          "expected configuration in HOCON, found: " + ErrorMessage.firstLine(e), e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "expected configuration in HOCON, found too deep nesting in " + file, e);
    }
  }

  /**
   * Returns the names of the keys that single settings have.
   *
   * @param overrides each {@code key=value}
   */
  public static Set<String> keysOf(List<String> overrides) {
    return overrides.stream()
        .flatMap(override -> setting(override).entrySet().stream())
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Config reference() {
    return resource("/org/unroll/reference.conf").resolve();
  }

  static Config resource(String resource) {
    if (ConfigReader.class.getResource(resource) == null) {
      throw new ConfigurationException("expected " + resource + " in the jar, found none");
    }
    // By its name, so that what it includes is found beside it.
    return ConfigFactory.parseResources(ConfigReader.class, resource, includingRequired());
  }

  private static ConfigParseOptions includingRequired() {
    return ConfigParseOptions.defaults().setIncluder(RequiredIncludes.INSTANCE);
  }

  static Config setting(String override) {
    int equals = override.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException("--set expects key=value, found '" + override + "'");
    }
    String key = override.substring(0, equals).strip();
    String value = override.substring(equals + 1).strip();
    if (PATHS.contains(key) && !value.startsWith("\"")) {
      return ConfigFactory.empty().withValue(key, ConfigValueFactory.fromAnyRef(value, "--set"));
    }
    try {
      return ConfigFactory.parseString(
          override, includingRequired().setOriginDescription("--set " + override));
    } catch (ConfigException e) {
      throw new ConfigurationException("--set expects key=value, found '" + override + "'", e);
    }
  }

  static void refuseUnknownKeys(Config given, Config reference) {
    for (Map.Entry<String, ConfigValue> entry : given.entrySet()) {
      if (!reference.hasPathOrNull(entry.getKey())) {
        throw new ConfigurationException(
            "unknown configuration key "
                + entry.getKey()
                + " ("
                + entry.getValue().origin().description()
                + ")"
                + NearestName.suggestion(
                    entry.getKey(), reference.entrySet().stream().map(Map.Entry::getKey).toList()));
      }
      if (reference.getValue(entry.getKey()).valueType() == ConfigValueType.OBJECT) {
        throw new ConfigurationException(
            entry.getKey()
                + " must be a section of keys, found "
                + entry.getValue().render(ConfigRenderOptions.concise())
                + " ("
                + entry.getValue().origin().description()
                + ")");
      }
    }
  }
}
