package org.unroll.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs/configuration.md} have the keys and defaults of reference.conf. */
class TestConfigurationDocument {

  private static final Path DOCUMENT = Path.of("../docs/configuration.md");

  /** A row such as {@code | `text.minCount` | `3` | at least 1 | ... |}: key, default, values. */
  private static final Pattern ROW =
      Pattern.compile(
          "^\\| `([a-z]+(?:\\.[A-Za-z0-9]+)+)` \\| `([^`]+)` \\| .+ \\|", Pattern.MULTILINE);

  @Test
  void describesEveryKeyWithItsDefault() throws IOException {
    Map<String, Object> described = new TreeMap<>();
    ROW.matcher(Files.readString(DOCUMENT))
        .results()
        .forEach(row -> described.put(row.group(1), parsed(row.group(2))));

    Map<String, Object> defaults = new TreeMap<>();
    UnrollConfig.defaults()
        .resolved()
        .entrySet()
        .forEach(entry -> defaults.put(entry.getKey(), entry.getValue().unwrapped()));

    assertThat(described).isEqualTo(defaults);
  }

  private static Object parsed(String value) {
    return ConfigFactory.parseString("value = " + value).getValue("value").unwrapped();
  }
}
