package org.unroll.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.unroll.errors.ConfigurationException;

class TestRenamedKeys {

  private static final Config OLD =
      ConfigFactory.parseString("text { maxPageWork = 7, minCount = 2 }");

  @Test
  void anOldNameIsRefusedInAnOverrideAndInAFile() {
    assertThatThrownBy(
            () -> UnrollConfig.of(ConfigFactory.empty(), List.of("text.maxPageWork=1000000")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(
            "the configuration key text.maxPageWork is now called text.maxCleaningSteps (");
    assertThatThrownBy(() -> UnrollConfig.of(OLD, List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("text.maxCleaningSteps");
  }

  @Test
  void aStoredConfigurationIsReadUnderTheNewName() {
    UnrollConfig config = UnrollConfig.ofJson("{\"text\": {\"maxPageWork\": 7}}", "c.json");
    assertThat(config.cleaner().maxCleaningSteps()).isEqualTo(7);
    assertThat(config.toJson()).contains("maxCleaningSteps").doesNotContain("maxPageWork");
  }

  @Test
  void aFingerprintIsOfTheOldNames() {
    Config translated = RenamedKeys.translate(OLD);
    assertThat(translated)
        .isEqualTo(ConfigFactory.parseString("text { maxCleaningSteps = 7, minCount = 2 }"));
    assertThat(RenamedKeys.withOldNames(translated)).isEqualTo(OLD);
  }
}
