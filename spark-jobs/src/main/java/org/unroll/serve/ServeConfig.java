package org.unroll.serve;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import org.unroll.config.UnrollConfig;
import org.unroll.errors.ConfigurationException;
import org.unroll.serve.http.Limits;

/**
 * The settings of a server.
 *
 * @param limits what a request may ask for
 * @param stopTime how long running requests may take to end when the server stops
 * @param accessLog whether each request becomes a line on standard error
 * @param sureProbability of the first suggestion, from which it replaces the word begun
 * @param cacheBytes of states of texts that are being typed, for each model
 */
public record ServeConfig(
    Limits limits, Duration stopTime, boolean accessLog, double sureProbability, long cacheBytes) {

  /** The section of the configuration. */
  public static final String SECTION = "serve";

  /**
   * The settings of a configuration.
   *
   * @throws ConfigurationException naming the key whose value is wrong
   */
  public static ServeConfig of(UnrollConfig configuration) {
    Config config = configuration.resolved().getConfig(SECTION);
    return new ServeConfig(
        new Limits(
            integer(config, "maxBodyBytes", 1),
            integer(config, "maxPromptTokens", 1),
            integer(config, "maxNewTokens", 0),
            Duration.ofSeconds(integer(config, "maxSeconds", 1)),
            integer(config, "maxConcurrent", 1),
            integer(config, "maxQueued", 0)),
        Duration.ofSeconds(integer(config, "stopSeconds", 0)),
        flag(config, "accessLog"),
        number(config, "sureProbability"),
        integer(config, "cacheBytes", 0));
  }

  private static int integer(Config config, String key, int least) {
    try {
      int value = Integer.parseInt(config.getString(key));
      if (value >= least) {
        return value;
      }
      throw wrong(config, key, "a whole number of at least " + least);
    } catch (NumberFormatException | ConfigException e) {
      throw wrong(config, key, "a whole number of at least " + least);
    }
  }

  private static double number(Config config, String key) {
    try {
      double value = config.getDouble(key);
      if (value > 0 && value <= 1) {
        return value;
      }
      throw wrong(config, key, "a number above 0 and at most 1");
    } catch (ConfigException e) {
      throw wrong(config, key, "a number above 0 and at most 1");
    }
  }

  private static boolean flag(Config config, String key) {
    try {
      return config.getBoolean(key);
    } catch (ConfigException e) {
      throw wrong(config, key, "true or false");
    }
  }

  private static ConfigurationException wrong(Config config, String key, String expected) {
    return new ConfigurationException(
        SECTION
            + "."
            + key
            + " must be "
            + expected
            + ", found "
            + config.getValue(key).unwrapped());
  }
}
