package org.unroll.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.errors.ConfigurationException;

class TestRenamedKeys {

  private static final Config ORIGINAL =
      ConfigFactory.parseString("text { maxPageWork = 7, minCount = 2 }");

  @Test
  void anOriginalNameIsRefusedInAnOverrideAndInAFile() {
    assertThatThrownBy(
            () -> UnrollConfig.of(ConfigFactory.empty(), List.of("text.maxPageWork=1000000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("unknown configuration key text.maxPageWork (")
        .hasMessageEndingWith("); it was renamed to text.maxCleaningSteps");
    assertThatThrownBy(() -> UnrollConfig.of(ORIGINAL, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("; it was renamed to text.maxCleaningSteps");
  }

  @Test
  void aStoredConfigurationIsReadUnderTheCurrentName() {
    UnrollConfig config = UnrollConfig.ofJson("{\"text\": {\"maxPageWork\": 7}}");
    assertThat(config.cleaner().maxCleaningSteps()).isEqualTo(7);
    assertThat(config.toJson()).contains("maxCleaningSteps").doesNotContain("maxPageWork");
  }

  @Test
  void aFingerprintIsOfTheOriginalNames() {
    Config current = RenamedKeys.toCurrentNames(ORIGINAL);
    assertThat(current)
        .isEqualTo(ConfigFactory.parseString("text { maxCleaningSteps = 7, minCount = 2 }"));
    assertThat(RenamedKeys.toOriginalNames(current)).isEqualTo(ORIGINAL);
  }
}
